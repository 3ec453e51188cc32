package dev.aria.emoji.teacher;

import dev.aria.core.tensor.Tensor;
import dev.aria.emoji.catalogue.PictureBatch;
import dev.aria.models.codec.LatentCodec;
import dev.aria.models.encoder.ConditionEncoder;
import dev.aria.models.model.NoisePredictor;
import dev.aria.models.picture.PictureSheet;
import dev.aria.models.sampler.DiffusionSampler;
import dev.aria.models.sampler.SamplingSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

/** Draws prompts with a model of latents and lays the pictures out in a grid. */
public final class TeacherGrid {
  private static final int ZOOM = 3;

  private final NoisePredictor model;
  private final LatentCodec codec;
  private final ConditionEncoder encoder;
  private final SamplingSettings settings;

  /** None of the three is closed here. */
  public TeacherGrid(
      NoisePredictor model,
      LatentCodec codec,
      ConditionEncoder encoder,
      int samplingSteps,
      double guidance) {
    this.model = model;
    this.codec = codec;
    this.encoder = encoder;
    this.settings =
        model.descriptor().sampleShape().size() == 3
            ? SamplingSettings.pixels(samplingSteps, guidance)
            : SamplingSettings.unclipped(samplingSteps, guidance);
  }

  /** One picture a prompt, (C, H, W) each; picture i starts from the noise of seed + i. */
  public List<float[]> pictures(List<String> prompts, long seed) {
    Tensor conditions = encoder.encodeAll(prompts);
    long[] seeds = LongStream.range(seed, seed + prompts.size()).toArray();
    Tensor latents = new DiffusionSampler(model, settings).sample(conditions, seeds);
    return PictureBatch.rows(codec.decode(latents));
  }

  /** Writes the pictures of {@code prompts} to {@code file}, {@code columns} a row. */
  public void write(List<String> prompts, long seed, int columns, Path file) {
    List<Integer> shape = codec.pictureShape();
    new PictureSheet(shape.get(1), shape.get(2), columns, ZOOM)
        .write(pictures(prompts, seed), file);
  }
}
