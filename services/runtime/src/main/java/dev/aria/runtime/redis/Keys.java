package dev.aria.runtime.redis;

/**
 * Names of a run's keys. The braces keep them in one slot of a Redis cluster.
 *
 * @param run name of the run
 */
record Keys(String run) {
  Keys {
    if (!run.matches("[a-zA-Z0-9_-]{1,60}")) {
      throw new IllegalArgumentException(
          "run '%s' may hold only letters, digits, '_' and '-', at most 60".formatted(run));
    }
  }

  /** Hash: lineage, term, tick, offsets, statistics. */
  String statistics() {
    return "aria:{%s}:region-statistics".formatted(run);
  }

  /** String with a time to live: who holds the allocator's lease. */
  String lease() {
    return "aria:{%s}:allocator-lease".formatted(run);
  }

  /** Number: the highest term given out or written under. */
  String term() {
    return "aria:{%s}:allocator-term".formatted(run);
  }
}
