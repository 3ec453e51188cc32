package dev.aria.allocator;

import dev.aria.runtime.redis.StatisticsSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The newest statistics that this process has seen, in its own memory. If Redis is wiped they may
 * be the only ones that still count reports deleted from Kafka.
 */
final class RememberedStatistics {
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final RedisStatistics redis;
  private final Clock clock;
  private Instant due = Instant.MIN;
  private Optional<StatisticsSnapshot> newest = Optional.empty();

  RememberedStatistics(RedisStatistics redis, Clock clock) {
    this.redis = redis;
    this.clock = clock;
  }

  /**
   * Reads Redis, at most every few seconds.
   *
   * @throws dev.aria.runtime.redis.RedisUnavailable if Redis is away
   */
  void refresh() {
    if (clock.instant().isBefore(due)) {
      return;
    }
    due = clock.instant().plus(EVERY);
    redis.read().ifPresent(this::keep);
  }

  /** Remembers {@code snapshot}, unless a later one is known. */
  void keep(StatisticsSnapshot snapshot) {
    boolean later = newest.filter(known -> known.at().tick() > snapshot.at().tick()).isEmpty();
    newest = later ? Optional.of(snapshot) : newest;
  }

  Optional<StatisticsSnapshot> newest() {
    return newest;
  }
}
