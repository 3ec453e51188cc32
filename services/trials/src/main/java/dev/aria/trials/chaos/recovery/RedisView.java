package dev.aria.trials.chaos.recovery;

import dev.aria.runtime.redis.RedisConnection;
import dev.aria.runtime.redis.RedisUnavailable;
import dev.aria.runtime.redis.RegionStatisticsStore;
import dev.aria.runtime.redis.StatisticsSnapshot;
import java.time.Duration;
import java.util.Optional;

/** The statistics that Redis holds of a run, over a connection of its own. */
public final class RedisView implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final RedisConnection redis;
  private final RegionStatisticsStore store;

  private RedisView(RedisConnection redis, String run) {
    this.redis = redis;
    this.store = new RegionStatisticsStore(redis, run);
  }

  /** Looks at what the Redis at {@code uri} holds of {@code run}. */
  public static RedisView of(String uri, String run) {
    return new RedisView(RedisConnection.to(uri, TIMEOUT), run);
  }

  /**
   * What it holds; empty when that is nothing.
   *
   * @throws RedisUnavailable when it does not answer
   */
  public Optional<StatisticsSnapshot> read() {
    return store.read();
  }

  /** What it holds; empty as well while it does not answer. */
  public Optional<StatisticsSnapshot> glance() {
    try {
      return read();
    } catch (RedisUnavailable away) { // the connection has logged it
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    redis.close();
  }
}
