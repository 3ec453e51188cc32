package dev.aria.emoji.teacher;

import dev.aria.core.diffusion.PredictionType;
import dev.aria.models.codec.CodecSetting;
import dev.aria.models.encoder.Conditioning;
import dev.aria.models.film.FilmMlp;
import dev.aria.models.model.Architecture;
import dev.aria.models.model.DiffusionSetting;
import dev.aria.models.model.NewModel;
import dev.aria.models.model.ScheduleSetting;
import dev.aria.models.training.OptimizerSettings;
import dev.aria.models.unet.Unet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * All that decides a teacher, apart from data and machine.
 *
 * @param network its shape
 * @param batch samples a step
 * @param steps optimizer steps in all
 * @param learningRate peak of the cosine
 * @param seed of weights and draws
 */
public record TeacherPlan(
    Architecture network, int batch, int steps, double learningRate, long seed) {
  /** Share of samples whose condition is dropped, for classifier-free guidance. */
  static final double DROPPED = 0.1;

  /** Guidance its pictures look best with. */
  static final double GUIDANCE = 2;

  private static final int CONDITION = 384;
  private static final int WARMUP_STEPS = 300;

  public TeacherPlan {
    if (batch < 1 || steps <= WARMUP_STEPS) {
      throw new IllegalArgumentException(
          "batch must be at least 1 and steps above %d, got %d and %d"
              .formatted(WARMUP_STEPS, batch, steps));
    }
  }

  /** The network that ships: a FiLM-MLP on latents of length {@code latent}. */
  public static Architecture onLatents(int latent, int width, int blocks, int embedding) {
    return new FilmMlp(latent, CONDITION, width, blocks, embedding);
  }

  /** The second family: a small U-Net on pictures of {@code side} x {@code side} pixels. */
  public static Architecture onPixels(int side) {
    return new Unet(3, side, 32, List.of(1, 2), 1, Set.of(1), List.of(CONDITION), 4);
  }

  static ScheduleSetting schedule() {
    return ScheduleSetting.scaledLinear(1000, 0.00085, 0.012);
  }

  /** The untrained model. */
  public NewModel model(String encoderDigest, String codecDigest) {
    var diffusion =
        new DiffusionSetting(
            schedule(),
            PredictionType.EPSILON,
            GUIDANCE,
            new Conditioning.MiniLm(encoderDigest),
            new CodecSetting.Pca(codecDigest));
    return new NewModel("emoji-teacher", network, diffusion, seed);
  }

  /** The plan as text by name, as a checkpoint keeps it. */
  public Map<String, String> metadata() {
    Map<String, String> metadata = new TreeMap<>(network.settings());
    metadata.put("family", network.family());
    metadata.put("sample", network.sampleShape().toString());
    metadata.put("batch", Integer.toString(batch));
    metadata.put("steps", Integer.toString(steps));
    metadata.put("rate", Double.toString(learningRate));
    metadata.put("seed", Long.toString(seed));
    return metadata;
  }

  public OptimizerSettings optimizer() {
    return OptimizerSettings.cosine(learningRate, WARMUP_STEPS, steps);
  }
}
