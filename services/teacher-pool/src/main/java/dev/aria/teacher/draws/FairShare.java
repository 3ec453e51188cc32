package dev.aria.teacher.draws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Says when the group is to rebalance the work partitions: when this pool has become twice as fast,
 * or half as fast, as at the last rebalance. A pool that got no partition reports a higher speed
 * from time to time, to be tried again. It does so less and less often, since each rebalance costs
 * a moment's pace.
 */
final class FairShare {
  private static final double DRIFT = 2;
  private static final Duration AT_MOST_EVERY = Duration.ofSeconds(3);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(30);
  private static final Duration LAST_RETRY = Duration.ofMinutes(8);

  private final PoolSpeed speed;
  private final Clock clock;
  private double told = Double.NaN;
  private Instant askedAt = Instant.MIN;
  private Instant retryAt;
  private Duration retryAfter = FIRST_RETRY;

  FairShare(PoolSpeed speed, Clock clock) {
    this.speed = speed;
    this.clock = clock;
    this.retryAt = clock.instant().plus(retryAfter);
  }

  /**
   * Whether to ask for a rebalance now.
   *
   * @param partitions work partitions held at present
   */
  boolean isDue(int partitions) {
    Instant now = clock.instant();
    retry(partitions, now);
    double current = speed.getAsDouble();
    if (Double.isNaN(current)
        || !hasDrifted(current)
        || now.isBefore(askedAt.plus(AT_MOST_EVERY))) {
      return false;
    }
    told = current;
    askedAt = now;
    return true;
  }

  private boolean hasDrifted(double current) {
    return Double.isNaN(told)
        || (current != told && (current >= DRIFT * told || current <= told / DRIFT));
  }

  private void retry(int partitions, Instant now) {
    if (partitions > 0) {
      retryAt = now.plus(retryAfter);
    } else if (!now.isBefore(retryAt)) {
      speed.assumeFaster();
      retryAfter = retryAfter.compareTo(LAST_RETRY) < 0 ? retryAfter.multipliedBy(2) : LAST_RETRY;
      retryAt = now.plus(retryAfter);
    }
  }
}
