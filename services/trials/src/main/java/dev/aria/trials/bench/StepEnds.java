package dev.aria.trials.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When each step of a loop ended.
 *
 * @param ends by step, from 0
 */
record StepEnds(List<Instant> ends) {
  StepEnds {
    ends = List.copyOf(ends);
  }

  /** When measuring began. */
  Instant begin(Window window) {
    return ends.get(window.from() - 1);
  }

  /** When measuring ended. */
  Instant end(Window window) {
    return ends.get(window.to() - 1);
  }

  /**
   * Samples a second over {@code window}, at {@code batch} samples a step.
   *
   * @throws IllegalArgumentException when the loop ended before the window did, or took no time
   */
  double rate(Window window, int batch) {
    if (ends.size() < window.to()) {
      throw new IllegalArgumentException(
          "the loop did %d steps, %d are needed".formatted(ends.size(), window.to()));
    }
    long nanos = Duration.between(begin(window), end(window)).toNanos();
    if (nanos <= 0) {
      throw new IllegalArgumentException(
          "%d steps took %d ns: too few to measure".formatted(window.steps(), nanos));
    }
    return window.steps() * (double) batch / (nanos / 1e9);
  }
}
