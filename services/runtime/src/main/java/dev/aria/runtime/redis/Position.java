package dev.aria.runtime.redis;

import java.util.List;

/**
 * How far step reports are folded into the statistics.
 *
 * @param lineage fence of the run, in [0, 2^53]
 * @param tick ticks folded, in [0, 2^53]
 * @param nextOffsets offset of the first report not folded, one a shard; at least 0 each
 */
public record Position(long lineage, long tick, List<Long> nextOffsets) {
  /** Lua's numbers are doubles: larger integers would be rounded. */
  static final long MOST = 1L << 53;

  public Position {
    nextOffsets = List.copyOf(nextOffsets);
    check("lineage", lineage);
    check("tick", tick);
    if (nextOffsets.isEmpty() || nextOffsets.stream().anyMatch(offset -> offset < 0)) {
      throw new IllegalArgumentException(
          "next offsets are %s, must be one a shard, each at least 0".formatted(nextOffsets));
    }
  }

  static void check(String name, long value) {
    if (value < 0 || value > MOST) {
      throw new IllegalArgumentException(
          "%s is %d, must lie in [0, %d]".formatted(name, value, MOST));
    }
  }
}
