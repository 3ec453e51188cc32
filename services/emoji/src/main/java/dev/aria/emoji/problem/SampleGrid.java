package dev.aria.emoji.problem;

import dev.aria.core.tensor.Tensor;
import dev.aria.emoji.catalogue.EmojiPictures;
import dev.aria.emoji.catalogue.PictureBatch;
import dev.aria.emoji.catalogue.PictureGrid;
import dev.aria.models.codec.LatentCodec;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NoisePredictor;
import dev.aria.models.sampler.DiffusionSampler;
import dev.aria.models.sampler.SamplingSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Pictures of several models side by side: a row of prompts for each model in turn, every model
 * starting from the same noise.
 */
public final class SampleGrid {
  private static final int ZOOM = 3;
  private static final String DEVICE = "cpu";

  private final LatentCodec codec;
  private final SamplingSettings settings;
  private final long seed;

  /** Pictures through {@code codec}; the noise of prompt i has seed {@code seed + i}. */
  public SampleGrid(LatentCodec codec, SamplingSettings settings, long seed) {
    this.codec = codec;
    this.settings = settings;
    this.seed = seed;
  }

  /**
   * Samples {@code conditions} with each of {@code models} and writes the grid to {@code file}.
   *
   * @param conditions (N, condition shape)
   * @param columns pictures in a row of the grid
   */
  public void write(List<Path> models, Tensor conditions, int columns, Path file) {
    List<List<float[]>> byModel =
        models.stream().map(model -> pictures(model, conditions)).toList();
    int prompts = conditions.shape().get(0);
    List<float[]> rows = new ArrayList<>();
    for (int first = 0; first < prompts; first += columns) {
      for (List<float[]> pictures : byModel) {
        rows.addAll(pictures.subList(first, Math.min(prompts, first + columns)));
      }
    }
    new PictureGrid(EmojiPictures.SIDE, columns, ZOOM).write(rows, file);
  }

  private List<float[]> pictures(Path model, Tensor conditions) {
    int prompts = conditions.shape().get(0);
    try (NoisePredictor predictor = ModelFiles.load(model, DEVICE)) {
      Tensor latents =
          new DiffusionSampler(predictor, settings)
              .sample(conditions, LongStream.range(seed, seed + prompts).toArray());
      return PictureBatch.rows(codec.decode(latents));
    }
  }
}
