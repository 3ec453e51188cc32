package dev.aria.trainer.student;

import dev.aria.models.training.OptimizerSettings;
import dev.aria.models.training.OptimizerSettings.Decay;
import dev.aria.runtime.settings.Bounds;

/**
 * How a student learns (section {@code aria.student-trainer.optimizer}): AdamW.
 *
 * @param learningRate highest rate
 * @param schedule {@code constant} or {@code cosine}
 * @param warmUp steps over which the rate rises from 0
 * @param beta1 decay of the first moment
 * @param beta2 decay of the second moment
 * @param weightDecay decoupled weight decay
 * @param clip global norm above which the gradient is scaled down
 * @param ema decay of the moving average of the weights
 */
public record LearningSettings(
    double learningRate,
    String schedule,
    int warmUp,
    double beta1,
    double beta2,
    double weightDecay,
    double clip,
    double ema) {
  private static final double EPSILON = 1e-8;

  public LearningSettings {
    Bounds.oneOf("aria.student-trainer.optimizer.schedule", schedule, "constant", "cosine");
    Bounds.atLeast("aria.student-trainer.optimizer.warm-up", warmUp, 0);
  }

  /**
   * The optimizer of a run.
   *
   * @param steps steps of the run, over which a cosine schedule ends
   */
  public OptimizerSettings over(long steps) {
    return new OptimizerSettings(
        learningRate,
        schedule.equals("cosine") ? Decay.COSINE : Decay.CONSTANT,
        warmUp,
        Math.toIntExact(Math.max(steps, warmUp + 1L)),
        beta1,
        beta2,
        EPSILON,
        weightDecay,
        clip,
        ema);
  }
}
