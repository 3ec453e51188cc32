package dev.aria.trials.chaos.recovery;

import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.ControlRecord;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.StepReport;
import dev.aria.core.record.TargetBatch;
import dev.aria.core.record.WeightsVersion;
import dev.aria.operations.audit.Cell;
import dev.aria.operations.stack.ServiceKind;
import dev.aria.runtime.kafka.reading.Received;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What has been seen of a run's records, and when. Every moment it answers is when a reader of
 * committed records had the record in hand: that is later than when it was written. A record counts
 * as made after a moment when its writer's timestamp says so; all of them are on this machine.
 * Thread-safe.
 */
public final class RunTimeline {
  /** A step drawn or trained. */
  private record Event(long value, Instant made, Instant seen) {}

  private record Published(WeightsVersion version, Instant made, Instant seen) {}

  private final InstantSource clock;
  private final String student;
  private final long end;
  private final long[] reported;
  private final List<Event> draws = new ArrayList<>();
  private final List<Event> steps = new ArrayList<>();
  private final List<Published> versions = new ArrayList<>();
  private final PendingTargets pending = new PendingTargets();
  private WeightsVersion weights = WeightsVersion.INITIAL;
  private long drawn;
  private long trained;
  private boolean finished;

  /** Follows {@code student} over {@code shards} shards for {@code steps} steps. */
  public RunTimeline(String student, int shards, long steps, InstantSource clock) {
    this.student = student;
    this.reported = new long[shards];
    this.end = steps;
    this.clock = clock;
  }

  synchronized void draw(Received<DrawBatch> batch) {
    Cell cell = new Cell(batch.value().step(), batch.value().shard());
    pending.drawn(cell, batch);
    if (cell.step() >= drawn) {
      drawn = cell.step() + 1;
      draws.add(new Event(cell.step(), batch.timestamp(), clock.instant()));
    }
  }

  synchronized void target(Received<TargetBatch> target) {
    DrawBatch batch = target.value().draws();
    pending.taught(new Cell(batch.step(), batch.shard()), clock.instant());
  }

  synchronized void report(Received<StepReport> report) {
    StepReport value = report.value();
    if (value.student().equals(student)) {
      reported[value.shard()] = Math.max(reported[value.shard()], value.step() + 1);
      long whole = Arrays.stream(reported).min().orElse(0);
      if (whole > trained) {
        trained = whole;
        steps.add(new Event(whole - 1, report.timestamp(), clock.instant()));
      }
    }
  }

  synchronized void control(Received<ControlRecord> record) {
    if (record.value() instanceof SamplingWeights published) {
      weights = published.version();
      versions.add(new Published(weights, record.timestamp(), clock.instant()));
    }
  }

  synchronized void checkpoint(Received<CheckpointPublished> record) {
    CheckpointPublished published = record.value();
    finished |= published.student().equals(student) && published.endsRunOf(end);
  }

  /** The moment that whatever is seen now is seen at. */
  public Instant now() {
    return clock.instant();
  }

  /** How far the run is now. */
  public synchronized Mark mark() {
    return new Mark(clock.instant(), drawn, trained, weights, pending.waiting());
  }

  /** Whether the student's last checkpoint is published. */
  public synchronized boolean finished() {
    return finished;
  }

  /** Whether the run has nothing left to do for {@code kind}, so that it may end by itself. */
  public synchronized boolean isDoneWith(ServiceKind kind) {
    return switch (kind) {
      case PROMPT_STREAMER -> drawn >= end;
      case STUDENT_TRAINER, ALLOCATOR -> finished;
      case TEACHER_POOL -> false;
    };
  }

  /** When the first step was drawn that is new since {@code mark}. */
  public synchronized Optional<Instant> drawnSince(Mark mark) {
    return first(draws, event -> event.value >= mark.drawn() && mark.precedes(event.made));
  }

  /** When the first step was trained, by all shards, that is new since {@code mark}. */
  public synchronized Optional<Instant> trainedSince(Mark mark) {
    return first(steps, event -> event.value >= mark.trained() && mark.precedes(event.made));
  }

  /**
   * When the first step was trained that had not even begun at {@code mark}: the one then under way
   * may have had all that it needs from a trainer that is gone.
   */
  public synchronized Optional<Instant> trainedAnew(Mark mark) {
    return first(steps, event -> event.value > mark.trained() && mark.precedes(event.made));
  }

  /** When, since {@code mark}, both a step was drawn and a step was trained that are new. */
  public synchronized Optional<Instant> wentOnSince(Mark mark) {
    return RecoverySignal.both(drawnSince(mark), trainedSince(mark));
  }

  /** When {@code more} more steps than at {@code mark} were trained. */
  public synchronized Optional<Instant> trainedBeyond(Mark mark, int more) {
    return first(steps, event -> event.value + 1 >= mark.trained() + more);
  }

  /** When the first weights were published since {@code mark}. */
  public synchronized Optional<Instant> publishedSince(Mark mark) {
    return version(mark, published -> published.version.compareTo(mark.weights()) > 0);
  }

  /** When the first weights of a later term than at {@code mark} were published. */
  public synchronized Optional<Instant> newTermSince(Mark mark) {
    return version(mark, published -> published.version.term() > mark.weights().term());
  }

  /**
   * When the last draw batch that waited at {@code mark} had its target, and in every work
   * partition so had one that was drawn after it: so whatever partitions a teacher held, they are
   * served.
   */
  public synchronized Optional<Instant> taughtSince(Mark mark) {
    return pending.since(mark);
  }

  /** How regularly steps have been drawn until now. */
  public synchronized DrawGaps drawGaps() {
    return new DrawGaps(draws.stream().map(Event::seen).toList(), drawn >= end);
  }

  private Optional<Instant> version(Mark mark, Predicate<Published> wanted) {
    return versions.stream()
        .filter(published -> wanted.test(published) && mark.precedes(published.made))
        .map(Published::seen)
        .findFirst();
  }

  private static Optional<Instant> first(List<Event> events, Predicate<Event> wanted) {
    return events.stream().filter(wanted).map(Event::seen).findFirst();
  }
}
