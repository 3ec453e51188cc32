package dev.aria.trainer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Steps prepared and not yet learned; counts how long one takes, and how long none was there. */
final class StepQueue {
  private final Deque<PreparedStep> steps = new ArrayDeque<>();
  private final TrainerMetrics metrics;
  private final Clock clock;
  private Instant idleSince;

  StepQueue(TrainerMetrics metrics, Clock clock) {
    this.metrics = metrics;
    this.clock = clock;
    this.idleSince = clock.instant();
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

  /** The step under way, begun at {@code start}, is learned at {@code now}, {@code done} in all. */
  void learned(Instant start, Instant now, long done) {
    PreparedStep step = steps.remove();
    idleSince = now;
    int samples = step.step().shards().stream().mapToInt(each -> each.draws().draws().size()).sum();
    metrics.trained(samples, Duration.between(start, now), done);
  }
}
