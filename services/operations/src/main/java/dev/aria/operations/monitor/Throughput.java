package dev.aria.operations.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Rate of a counter over a sliding window of time, and what is left at that rate. */
public final class Throughput {
  private final Duration window;
  private final Deque<Mark> marks = new ArrayDeque<>();

  private record Mark(Instant at, long count) {}

  public Throughput(Duration window) {
    this.window = window;
  }

  /** Takes note that the counter stood at {@code count} at {@code at}. */
  public void mark(Instant at, long count) {
    marks.addLast(new Mark(at, count));
    while (marks.size() > 2 && marks.getFirst().at().plus(window).isBefore(at)) {
      marks.removeFirst();
    }
  }

  /** Counts a second over the window; 0 before the second mark. */
  public double perSecond() {
    if (marks.size() < 2) {
      return 0;
    }
    Mark first = marks.getFirst();
    Mark last = marks.getLast();
    double seconds = Duration.between(first.at(), last.at()).toNanos() / 1e9;
    return seconds <= 0 ? 0 : (last.count() - first.count()) / seconds;
  }

  /** Time until the counter reaches {@code goal}; empty while it stands still. */
  public Optional<Duration> until(long goal) {
    double rate = perSecond();
    if (rate <= 0 || marks.isEmpty()) {
      return Optional.empty();
    }
    long left = Math.max(0, goal - marks.getLast().count());
    return Optional.of(Duration.ofMillis((long) (left / rate * 1000)));
  }
}
