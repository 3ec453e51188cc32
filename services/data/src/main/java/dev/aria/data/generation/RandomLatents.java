package dev.aria.data.generation;

import dev.aria.core.tensor.Tensor;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Latents of standard normal values, to try the way of a data set before there is one: shapes and
 * sizes are real, pictures are not.
 *
 * @param latentShape of one latent
 */
public record RandomLatents(List<Integer> latentShape) implements LatentSampler {
  private static final String ALGORITHM = "L64X128MixRandom";

  public RandomLatents {
    latentShape = List.copyOf(latentShape);
  }

  @Override
  public Tensor sample(List<String> prompts, List<Long> seeds) {
    int size = latentShape.stream().reduce(1, Math::multiplyExact);
    float[] values = new float[seeds.size() * size];
    for (int i = 0; i < seeds.size(); i++) {
      RandomGenerator random = RandomGeneratorFactory.of(ALGORITHM).create(seeds.get(i));
      for (int j = 0; j < size; j++) {
        values[i * size + j] = (float) random.nextGaussian();
      }
    }
    return Tensor.ofRows(values, latentShape);
  }

  @Override
  public String identity() {
    return "nobody: normal values of shape " + latentShape;
  }
}
