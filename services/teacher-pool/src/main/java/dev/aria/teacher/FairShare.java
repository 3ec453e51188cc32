package dev.aria.teacher;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Says when the draws are to be shared out among the pools anew: when this one has become twice as
 * fast or half as fast as it was when they were shared last. A pool too slow for any share hopes
 * for more from time to time, and less and less often, since each trial costs a moment's pace.
 */
final class FairShare {
  private static final double DRIFT = 2;
  private static final Duration AT_MOST_EVERY = Duration.ofSeconds(3);
  private static final Duration FIRST_HOPE = Duration.ofSeconds(30);
  private static final Duration LAST_HOPE = Duration.ofMinutes(8);

  private final PoolSpeed speed;
  private final Clock clock;
  private double told = Double.NaN;
  private Instant askedAt = Instant.MIN;
  private Instant hopeAt;
  private Duration hopeAfter = FIRST_HOPE;

  FairShare(PoolSpeed speed, Clock clock) {
    this.speed = speed;
    this.clock = clock;
    this.hopeAt = clock.instant().plus(hopeAfter);
  }

  /**
   * Whether to ask for a new share now.
   *
   * @param partitions work partitions held at present
   */
  boolean isDue(int partitions) {
    Instant now = clock.instant();
    hope(partitions, now);
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

  private void hope(int partitions, Instant now) {
    if (partitions > 0) {
      hopeAt = now.plus(hopeAfter);
    } else if (!now.isBefore(hopeAt)) {
      speed.hopeForMore();
      hopeAfter = hopeAfter.compareTo(LAST_HOPE) < 0 ? hopeAfter.multipliedBy(2) : LAST_HOPE;
      hopeAt = now.plus(hopeAfter);
    }
  }
}
