package dev.aria.operations.status;

import dev.aria.runtime.redis.RedisUnavailable;
import dev.aria.runtime.redis.RegionStatisticsStore;
import dev.aria.runtime.redis.StatisticsSnapshot;
import java.util.Optional;

/**
 * What Redis shows of a run.
 *
 * @param snapshot the region statistics; empty where there are none or Redis is away
 * @param trouble why Redis could not be asked; empty when it could
 */
public record StatisticsView(Optional<StatisticsSnapshot> snapshot, Optional<String> trouble) {
  /** Of a Redis that is not asked. */
  public static final StatisticsView NONE =
      new StatisticsView(Optional.empty(), Optional.of("Redis was not asked"));

  /** Asks {@code store}, which may be away. */
  public static StatisticsView of(RegionStatisticsStore store) {
    try {
      return new StatisticsView(store.read(), Optional.empty());
    } catch (RedisUnavailable e) {
      return new StatisticsView(Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
    }
  }
}
