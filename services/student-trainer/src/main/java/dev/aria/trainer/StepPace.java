package dev.aria.trainer;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long steps take, and for how long the one under way is waited for. */
final class StepPace {
  private static final int PATIENCE_IN_STEPS = 5;
  private static final Duration LEAST_PATIENCE = Duration.ofSeconds(2);

  private Optional<Instant> begun = Optional.empty();
  private Optional<Instant> waitsSince = Optional.empty();
  private Duration pace = Duration.ZERO;

  /** When the step under way began: {@code now}, unless it waits already. */
  Instant begin(Instant now) {
    return begun.orElse(now);
  }

  /** The step that began at {@code start} lacks something; whether it is the first time. */
  boolean waits(Instant start, Instant now) {
    boolean first = begun.isEmpty();
    if (first) {
      begun = Optional.of(start);
      waitsSince = Optional.of(now);
    }
    return first;
  }

  /**
   * The step that began at {@code start} is done. Where the others' gradients did not come in time,
   * only the trainer's own work counts: its patience would grow without bound beside a trainer that
   * sends nothing.
   */
  void done(Instant start, Instant now) {
    boolean tooLate = now.isAfter(start.plus(patience()));
    Instant end = tooLate ? waitsSince.orElse(now) : now;
    pace = pace.plus(Duration.between(start, end)).dividedBy(2);
    begun = Optional.empty();
    waitsSince = Optional.empty();
  }

  /** How long this trainer waits for the others' gradients before it computes them itself. */
  Duration patience() {
    Duration some = pace.multipliedBy(PATIENCE_IN_STEPS);
    return some.compareTo(LEAST_PATIENCE) > 0 ? some : LEAST_PATIENCE;
  }
}
