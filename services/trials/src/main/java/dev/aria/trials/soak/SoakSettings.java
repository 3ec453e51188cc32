package dev.aria.trials.soak;

import dev.aria.trials.runs.TrialRuns;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What may be chosen of a soak.
 *
 * @param data folder for all data
 * @param steps global steps, at least 100
 * @param microBatch draws of one (step, shard), at least 1
 * @param every time between two looks at the memory
 */
public record SoakSettings(Path data, int steps, int microBatch, Duration every) {
  private static final int FEWEST_STEPS = 100;

  public SoakSettings {
    atLeast("steps", steps, FEWEST_STEPS);
    atLeast("micro-batch", microBatch, 1);
    atLeast("every (in ms)", every.toMillis(), 1);
  }

  private static void atLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s is %d, must be at least %d".formatted(name, value, least));
    }
  }

  /** Draws in all. */
  long draws() {
    return (long) steps * microBatch * TrialRuns.SHARDS;
  }
}
