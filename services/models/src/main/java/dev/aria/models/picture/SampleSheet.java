package dev.aria.models.picture;

import dev.aria.core.tensor.Tensor;
import dev.aria.models.codec.LatentCodec;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NoisePredictor;
import dev.aria.models.sampler.DiffusionSampler;
import dev.aria.models.sampler.SamplingSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Pictures of several models side by side: a row of prompts for each model in turn, every model
 * starting from the same noise.
 */
public final class SampleSheet {
  private static final String DEVICE = "cpu";

  private final LatentCodec codec;
  private final SamplingSettings settings;
  private final long seed;

  /** Pictures through {@code codec}; the noise of prompt i has seed {@code seed + i}. */
  public SampleSheet(LatentCodec codec, SamplingSettings settings, long seed) {
    this.codec = codec;
    this.settings = settings;
    this.seed = seed;
  }

  /**
   * Samples {@code conditions} with each of {@code models} and writes the sheet to {@code file}.
   *
   * @param conditions (N, condition shape)
   * @param columns pictures in a row
   * @throws IllegalArgumentException when a model makes other samples than the codec reads
   */
  public void write(List<Path> models, Tensor conditions, int columns, Path file) {
    List<List<float[]>> byModel =
        models.stream().map(model -> pictures(model, conditions)).toList();
    int prompts = conditions.shape().get(0);
    List<float[]> rows = new ArrayList<>();
    for (int first = 0; first < prompts; first += columns) {
      for (List<float[]> pictures : byModel) {
        rows.addAll(pictures.subList(first, Math.min(prompts, first + columns)));
        while (rows.size() % columns != 0) { // a model's last row is filled up
          rows.add(new float[rows.get(0).length]);
        }
      }
    }
    PictureSheet.of(codec.pictureShape(), columns).write(rows, file);
  }

  /**
   * Pictures of {@code conditions} by one model.
   *
   * @param file the model's network
   * @param conditions (N, condition shape)
   * @return N pictures, each (3, H, W), values in [-1, 1] or a little outside
   * @throws IllegalArgumentException when it makes other samples than the codec reads
   */
  public List<float[]> pictures(Path file, Tensor conditions) {
    int prompts = conditions.shape().get(0);
    try (NoisePredictor model = ModelFiles.load(file, DEVICE)) {
      if (!model.descriptor().sampleShape().equals(codec.latentShape())) {
        throw new IllegalArgumentException(
            "model %s makes samples %s, the first model's codec reads %s"
                .formatted(file, model.descriptor().sampleShape(), codec.latentShape()));
      }
      long[] seeds = LongStream.range(seed, seed + prompts).toArray();
      Tensor pictures =
          codec.decode(new DiffusionSampler(model, settings).sample(conditions, seeds));
      return IntStream.range(0, prompts).mapToObj(pictures::row).toList();
    }
  }
}
