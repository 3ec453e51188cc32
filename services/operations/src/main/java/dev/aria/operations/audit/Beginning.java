package dev.aria.operations.audit;

import java.util.Map;
import java.util.TreeMap;

/**
 * Where a topic begins whose oldest records may be gone: retention deletes them, and what it has
 * deleted is not lost. Each partition holds its steps in order.
 */
final class Beginning {
  /** No step of the topic is known to be whole. */
  static final long NEVER = Long.MAX_VALUE;

  private final Map<Integer, Long> whole = new TreeMap<>();

  /**
   * @param offsets of the oldest record kept, by partition
   */
  Beginning(Map<Integer, Long> offsets) {
    offsets.forEach(
        (partition, offset) -> {
          if (offset > 0) {
            whole.put(partition, NEVER);
          }
        });
  }

  /** A topic of which nothing has been deleted. */
  static Beginning whole() {
    return new Beginning(Map.of());
  }

  /** A record of {@code step} was read from {@code partition}; the first one tells. */
  void saw(int partition, long step) {
    whole.computeIfPresent(partition, (same, first) -> first == NEVER ? step + 1 : first);
  }

  /** First step from which on nothing is deleted: 0, or {@link #NEVER}. */
  long step() {
    return whole.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }
}
