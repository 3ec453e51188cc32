package dev.aria.allocator;

import dev.aria.runtime.redis.RedisUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when the leader of a run that has ended may leave: once Redis holds the last statistics, or
 * has been away for too long.
 */
final class RunEnding {
  private static final Logger LOG = LoggerFactory.getLogger(RunEnding.class);

  /** The step reports that the statistics could be rebuilt from are kept about as long. */
  private static final Duration KEPT_AFTER_END = Duration.ofDays(28);

  /** Longest wait for a Redis that is away. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String run;
  private final RunLog log;
  private final RedisStatistics redis;
  private final Clock clock;
  private @Nullable Instant endSeen;

  RunEnding(String run, RunLog log, RedisStatistics redis, Clock clock) {
    this.run = run;
    this.log = log;
    this.redis = redis;
    this.clock = clock;
  }

  /** Whether the run has ended and {@code term} has nothing left to do. */
  boolean isReached(LeaderTerm term) {
    if (!term.finished()) {
      endSeen = null; // an operator may resume a run
      return false;
    }
    if (waitsForRedis(term)) {
      return false;
    }
    if (log.complete()) {
      letStatisticsExpire();
    }
    return true;
  }

  private boolean waitsForRedis(LeaderTerm term) {
    Instant now = clock.instant();
    endSeen = endSeen == null ? now : endSeen;
    if (!term.isUnwritten()) {
      return false;
    }
    boolean waits = now.isBefore(endSeen.plus(PATIENCE));
    if (!waits) {
      LOG.warn(
          "Redis lacks the last statistics of run '{}'; an allocator that is started again adds them",
          run);
    }
    return waits;
  }

  private void letStatisticsExpire() {
    try {
      redis.expireIn(KEPT_AFTER_END);
    } catch (RedisUnavailable e) {
      LOG.warn("{}; the statistics of run '{}' stay in Redis", e.getMessage(), run);
    }
  }
}
