package dev.aria.cli.teacher;

import dev.aria.core.diffusion.PredictionType;
import dev.aria.models.film.FilmMlp;
import dev.aria.models.model.DiffusionSetting;
import dev.aria.models.model.NewModel;
import dev.aria.models.model.ScheduleSetting;
import dev.aria.models.training.OptimizerSettings;
import java.util.Map;

/**
 * All that decides a teacher, apart from data and machine.
 *
 * @param latent length D of the PCA latent
 * @param width of the network
 * @param blocks of the network
 * @param embedding width of its time and condition embedding
 * @param batch samples a step
 * @param steps optimizer steps in all
 * @param learningRate peak of the cosine
 * @param seed of weights and draws
 */
record TeacherPlan(
    int latent,
    int width,
    int blocks,
    int embedding,
    int batch,
    int steps,
    double learningRate,
    long seed) {
  /** Share of samples whose condition is dropped, for classifier-free guidance. */
  static final double DROPPED = 0.1;

  /** Guidance its pictures look best with. */
  static final double GUIDANCE = 2;

  private static final int WARMUP_STEPS = 300;

  TeacherPlan {
    if (batch < 1 || steps <= WARMUP_STEPS) {
      throw new IllegalArgumentException(
          "batch must be at least 1 and steps above %d, got %d and %d"
              .formatted(WARMUP_STEPS, batch, steps));
    }
  }

  static ScheduleSetting schedule() {
    return new ScheduleSetting(ScheduleSetting.Kind.SCALED_LINEAR, 1000, 0.00085, 0.012);
  }

  /** The untrained model, for conditions of length {@code condition}. */
  NewModel model(int condition, String encoderDigest, String codecDigest) {
    var diffusion =
        new DiffusionSetting(
            schedule(), PredictionType.EPSILON, GUIDANCE, encoderDigest, codecDigest);
    var network = new FilmMlp(latent, condition, width, blocks, embedding);
    return new NewModel("emoji-teacher", network, diffusion, seed);
  }

  /** The plan as text by name, as a checkpoint keeps it. */
  Map<String, String> metadata() {
    return Map.of(
        "latent", Integer.toString(latent),
        "width", Integer.toString(width),
        "blocks", Integer.toString(blocks),
        "embedding", Integer.toString(embedding),
        "batch", Integer.toString(batch),
        "steps", Integer.toString(steps),
        "rate", Double.toString(learningRate),
        "seed", Long.toString(seed));
  }

  OptimizerSettings optimizer() {
    return OptimizerSettings.cosine(learningRate, WARMUP_STEPS, steps);
  }
}
