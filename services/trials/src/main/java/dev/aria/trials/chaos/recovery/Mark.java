package dev.aria.trials.chaos.recovery;

import dev.aria.core.record.WeightsVersion;
import dev.aria.operations.audit.Cell;
import java.time.Instant;
import java.util.Set;

/**
 * How far a run was at one moment, as a reader of committed records saw it.
 *
 * @param at the moment
 * @param drawn steps drawn
 * @param trained steps trained, by every shard's reports
 * @param weights last weights version published
 * @param waiting draw batches without a target
 */
public record Mark(
    Instant at, long drawn, long trained, WeightsVersion weights, Set<Cell> waiting) {
  public Mark {
    waiting = Set.copyOf(waiting);
  }

  /** Whether a record was made after it, by the record's timestamp; Kafka keeps milliseconds. */
  boolean precedes(Instant made) {
    return made.toEpochMilli() >= at.toEpochMilli();
  }
}
