package dev.aria.runtime.redis;

/**
 * The region statistics at one position of the log.
 *
 * @param term of the allocator that wrote them, in [0, 2^53]
 * @param at how far the log is folded in
 * @param statistics of all regions
 */
public record StatisticsSnapshot(long term, Position at, PackedStatistics statistics) {
  public StatisticsSnapshot {
    Position.check("term", term);
  }
}
