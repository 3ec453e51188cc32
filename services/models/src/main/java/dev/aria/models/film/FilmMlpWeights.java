package dev.aria.models.film;

import dev.aria.core.random.Purpose;
import dev.aria.core.random.RandomStream;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.torchscript.NamedTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Initial weights of a {@link FilmMlp}: uniform in +-1/sqrt(inputs), as PyTorch's linear layers;
 * the second layer of a block smaller by sqrt(blocks), so that the residual sum keeps its size;
 * modulation, output and skip start at zero, so the first prediction is zero.
 */
final class FilmMlpWeights {
  private static final double LONGEST_PERIOD = 10_000;

  private final FilmMlp shape;
  private final long seed;
  private final List<NamedTensor> tensors = new ArrayList<>();

  FilmMlpWeights(FilmMlp shape, long seed) {
    this.shape = shape;
    this.seed = seed;
  }

  List<NamedTensor> tensors() {
    int width = shape.width();
    int embedding = shape.embeddingDim();
    tensors.add(NamedTensor.buffer("frequencies", frequencies(embedding / 2)));
    layer("time.first", embedding, embedding, 1);
    layer("time.second", embedding, embedding, 1);
    layer("condition.first", shape.conditionDim(), embedding, 1);
    layer("condition.second", embedding, embedding, 1);
    layer("input", shape.latentDim(), width, 1);
    for (int block = 0; block < shape.blocks(); block++) {
      layer("block" + block + ".film", embedding, 2 * width, 0);
      layer("block" + block + ".first", width, width, 1);
      layer("block" + block + ".second", width, width, 1 / Math.sqrt(shape.blocks()));
    }
    layer("last.film", embedding, 2 * width, 0);
    layer("output", width, shape.latentDim(), 0);
    layer("skip", embedding, shape.latentDim(), 0);
    return List.copyOf(tensors);
  }

  /** (E/2) angular frequencies from 1 down to 1/10000 a step (Vaswani et al. 2017). */
  private static Tensor frequencies(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) StrictMath.pow(LONGEST_PERIOD, -(double) i / count);
    }
    return Tensor.of(values, count);
  }

  private void layer(String name, int inputs, int outputs, double gain) {
    float bound = (float) (gain / Math.sqrt(inputs));
    parameter(name + ".weight", bound, outputs, inputs);
    parameter(name + ".bias", bound, outputs);
  }

  private void parameter(String name, float bound, int... extents) {
    RandomGenerator random = RandomStream.of(seed, Purpose.MODEL_WEIGHTS, 0, tensors.size());
    int size = 1;
    for (int extent : extents) {
      size *= extent;
    }
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = bound * (float) (2 * random.nextDouble() - 1);
    }
    tensors.add(NamedTensor.parameter(name, Tensor.of(values, extents)));
  }
}
