package dev.aria.cli.teacher;

/**
 * The learning rate of a step: a linear rise over {@code warmup} steps, then half a cosine down to
 * nothing at {@code steps}.
 *
 * @param peak largest rate
 * @param warmup steps of the rise
 * @param steps steps in all
 */
record LearningRate(double peak, long warmup, long steps) {
  LearningRate {
    if (!(peak > 0)) {
      throw new IllegalArgumentException("learning rate must be above 0, got " + peak);
    }
    if (warmup < 0 || warmup >= steps) {
      throw new IllegalArgumentException(
          "warm-up must be in [0, steps = %d), got %d".formatted(steps, warmup));
    }
  }

  /** The rate at {@code step}, counted from 0. */
  double at(long step) {
    if (step < warmup) {
      return peak * (step + 1) / warmup;
    }
    double done = Math.min(1, (double) (step - warmup) / (steps - warmup));
    return peak * 0.5 * (1 + Math.cos(Math.PI * done));
  }
}
