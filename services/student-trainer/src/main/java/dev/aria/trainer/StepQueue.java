package dev.aria.trainer;

import dev.aria.trainer.run.TrainerMetrics;
import dev.aria.trainer.targets.PreparedStep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The steps that are prepared and not yet learned, the first of which is under way. Measures how
 * long a step takes, how long the other trainers' gradients are waited for, and how long no step
 * was there. For one thread.
 */
final class StepQueue {
  private final Deque<PreparedStep> steps = new ArrayDeque<>();
  private final StepPace pace = new StepPace();
  private final TrainerMetrics metrics;
  private final Clock clock;
  private Instant idleSince;
  private Instant start;

  StepQueue(TrainerMetrics metrics, Clock clock) {
    this.metrics = metrics;
    this.clock = clock;
    this.idleSince = clock.instant();
    this.start = idleSince;
  }

  /** The student waits from now on. */
  void opens() {
    idleSince = clock.instant();
  }

  void add(PreparedStep step) {
    if (steps.isEmpty()) {
      metrics.waited(Duration.between(idleSince, clock.instant()));
    }
    steps.add(step);
  }

  /** The step under way. */
  Optional<PreparedStep> first() {
    return Optional.ofNullable(steps.peek());
  }

  /** Begins the step under way, or goes on with it. */
  void goOn() {
    start = pace.begin(clock.instant());
  }

  /** Whether the step under way has waited long enough for the other trainers' gradients. */
  boolean isOverdue() {
    return clock.instant().isAfter(start.plus(pace.patience()));
  }

  /** The step under way lacks gradients; how long to wait for them, when it is the first time. */
  Optional<Duration> lacksGradients() {
    return pace.waits(start, clock.instant()) ? Optional.of(pace.patience()) : Optional.empty();
  }

  /** The step under way is learned, {@code done} in all. */
  void learned(long done) {
    Instant now = clock.instant();
    pace.done(start, now);
    idleSince = now;
    PreparedStep step = steps.remove();
    metrics.trained(step.step().samples(), Duration.between(start, now), done);
  }
}
