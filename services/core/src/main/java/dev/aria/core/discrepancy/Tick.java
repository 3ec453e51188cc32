package dev.aria.core.discrepancy;

import dev.aria.core.record.DiscrepancySum;
import java.util.List;

/**
 * What all shards reported over a fixed number of global steps; folded at once, so that the order
 * in which reports came in cannot matter.
 *
 * @param number k: a tick of s steps covers global steps [s k, s k + s)
 * @param training sums over the training samples, sorted by cell
 * @param probes sums over the re-scored probes, sorted by cell
 */
public record Tick(long number, List<DiscrepancySum> training, List<DiscrepancySum> probes) {
  /** Global steps in a tick unless set otherwise. */
  public static final int STEPS = 10;

  public Tick {
    if (number < 0) {
      throw new IllegalArgumentException("tick must be at least 0, got " + number);
    }
    training = List.copyOf(training);
    probes = List.copyOf(probes);
  }
}
