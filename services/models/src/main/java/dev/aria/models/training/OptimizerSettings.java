package dev.aria.models.training;

/**
 * How a student learns: AdamW (Loshchilov and Hutter 2019, decoupled decay on tensors of two or
 * more dimensions), clipping by global norm, learning rate by step, EMA.
 *
 * @param learningRate the highest rate, above 0
 * @param decay how the rate goes on after warm-up
 * @param warmupSteps steps over which the rate rises linearly from 0, may be 0
 * @param totalSteps step at which a cosine reaches 0; not read for a constant rate
 * @param beta1 decay of the first moment, in [0, 1)
 * @param beta2 decay of the second moment, in [0, 1)
 * @param epsilon added to the root of the second moment after bias correction, above 0
 * @param weightDecay decoupled weight decay, at least 0
 * @param maxGradientNorm global norm above which the gradient is scaled down; infinity for never
 * @param emaDecay decay of the averaged weights, in [0, 1); lower in the first steps: min(decay, (1
 *     + s) / (10 + s)) after s steps
 */
public record OptimizerSettings(
    double learningRate,
    Decay decay,
    int warmupSteps,
    int totalSteps,
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    double maxGradientNorm,
    double emaDecay) {
  /** Shape of the learning rate after warm-up. */
  public enum Decay {
    CONSTANT,
    COSINE
  }

  public OptimizerSettings {
    require(learningRate > 0 && learningRate < 1, "learningRate in (0, 1)", learningRate);
    require(warmupSteps >= 0, "warmupSteps at least 0", warmupSteps);
    require(
        decay == Decay.CONSTANT || totalSteps > warmupSteps,
        "totalSteps above warmupSteps",
        totalSteps);
    require(beta1 >= 0 && beta1 < 1, "beta1 in [0, 1)", beta1);
    require(beta2 >= 0 && beta2 < 1, "beta2 in [0, 1)", beta2);
    require(epsilon > 0 && epsilon < 1, "epsilon in (0, 1)", epsilon);
    require(weightDecay >= 0 && weightDecay < 1, "weightDecay in [0, 1)", weightDecay);
    require(maxGradientNorm > 0, "maxGradientNorm above 0", maxGradientNorm);
    require(emaDecay >= 0 && emaDecay < 1, "emaDecay in [0, 1)", emaDecay);
  }

  private static void require(boolean holds, String rule, double value) {
    if (!holds) {
      throw new IllegalArgumentException("optimizer needs %s, got %s".formatted(rule, value));
    }
  }

  /** Constant rate after {@code warmupSteps}, betas .9 and .999, decay .01, norm 1, EMA .999. */
  public static OptimizerSettings constant(double learningRate, int warmupSteps) {
    return new OptimizerSettings(
        learningRate, Decay.CONSTANT, warmupSteps, 0, 0.9, 0.999, 1e-8, 0.01, 1, 0.999);
  }

  /** As {@link #constant}, then a cosine down to 0 at {@code totalSteps}. */
  public static OptimizerSettings cosine(double learningRate, int warmupSteps, int totalSteps) {
    return new OptimizerSettings(
        learningRate, Decay.COSINE, warmupSteps, totalSteps, 0.9, 0.999, 1e-8, 0.01, 1, 0.999);
  }

  /** The rate of the {@code step}-th step, counted from 1. */
  public double rate(long step) {
    if (step <= warmupSteps) {
      return learningRate * step / warmupSteps;
    }
    if (decay == Decay.CONSTANT) {
      return learningRate;
    }
    double progress = Math.min(1, (double) (step - warmupSteps) / (totalSteps - warmupSteps));
    return learningRate * 0.5 * (1 + StrictMath.cos(Math.PI * progress));
  }

  /** The EMA's decay in the {@code step}-th step, counted from 1. */
  public double emaDecay(long step) {
    return Math.min(emaDecay, (1.0 + step) / (10.0 + step));
  }
}
