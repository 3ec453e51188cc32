package dev.aria.operations.status;

import dev.aria.core.record.WeightsVersion;
import java.util.Map;
import java.util.Optional;

/**
 * Where one service stands against the topic that it reads: what a restart would go on from.
 *
 * @param service what it is
 * @param reads noun of the topic
 * @param offset next offset to read, summed over the partitions
 * @param end where the topic ends, summed over the partitions; the end of a transaction takes an
 *     offset too, so that one a partition may be left over
 * @param step first global step that it has not done
 * @param weights version of the weights that it works under, or publishes
 * @param note what else there is to tell
 */
public record Standing(
    String service,
    String reads,
    long offset,
    long end,
    long step,
    Optional<WeightsVersion> weights,
    String note) {
  /** Offsets between it and the end of what it reads. */
  public long lag() {
    return Math.max(0, end - offset);
  }

  static long sum(Map<Integer, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }
}
