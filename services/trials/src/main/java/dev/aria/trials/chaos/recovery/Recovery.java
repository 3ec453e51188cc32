package dev.aria.trials.chaos.recovery;

import java.time.Duration;
import java.time.Instant;

/**
 * How a run came over a fault.
 *
 * @param by who did it: a survivor, or the process that was hit once it was back
 * @param from moment that the time counts from
 * @param to moment that the recovery was seen
 * @param drawGap longest time between two steps drawn meanwhile
 */
public record Recovery(By by, Instant from, Instant to, Duration drawGap) {
  /** Who took the work up again. */
  public enum By {
    /** Another process, with the hit one still away. */
    SURVIVOR,
    /** The process itself, started again or let go on. */
    RETURN,
    /** Nobody had to: all of them went on, one of them slowed down. */
    ALL
  }

  /** The same, done by {@code other}. */
  public Recovery by(By other) {
    return new Recovery(other, from, to, drawGap);
  }

  /** From the fault to the recovery, or from when the server listened again. */
  public Duration time() {
    return Duration.between(from, to);
  }
}
