package dev.aria.core.discrepancy;

import dev.aria.core.record.DiscrepancySum;
import java.util.List;

/**
 * What all shards reported over {@link #STEPS} global steps; folded at once, so that the order in
 * which reports came in cannot matter.
 *
 * @param number k: the tick covers global steps [10 k, 10 k + 10)
 * @param training sums over the training samples, sorted by cell
 * @param probes sums over the re-scored probes, sorted by cell
 */
public record Tick(long number, List<DiscrepancySum> training, List<DiscrepancySum> probes) {
  /** Global steps in a tick. */
  public static final int STEPS = 10;

  public Tick {
    if (number < 0) {
      throw new IllegalArgumentException("tick must be at least 0, got " + number);
    }
    training = List.copyOf(training);
    probes = List.copyOf(probes);
  }
}
