package dev.aria.cli.chaos;

import dev.aria.cli.audit.Cell;
import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.ControlRecord;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.StepReport;
import dev.aria.core.record.TargetBatch;
import dev.aria.core.record.WeightsVersion;
import dev.aria.runtime.kafka.Received;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What has been seen of a run's records, and when. Every moment it answers is when a reader of
 * committed records had the record in hand: that is later than when it was written. A record counts
 * as made after a moment when its writer's timestamp says so; all of them are on this machine.
 * Thread-safe.
 */
final class Flow {
  /** A step drawn or trained, or a version published. */
  private record Event(long value, Instant made, Instant seen) {}

  private record Drawn(Cell cell, Instant made) {}

  private record Published(WeightsVersion version, Instant made, Instant seen) {}

  private final InstantSource clock;
  private final String student;
  private final long[] reported;
  private final List<Event> draws = new ArrayList<>();
  private final List<Event> steps = new ArrayList<>();
  private final List<Published> versions = new ArrayList<>();
  private final Map<Integer, List<Drawn>> byPartition = new HashMap<>();
  private final Set<Cell> waiting = new HashSet<>();
  private final Map<Cell, Instant> taught = new HashMap<>();
  private WeightsVersion weights = WeightsVersion.INITIAL;
  private long drawn;
  private long trained;
  private boolean finished;

  /** Follows {@code student} over {@code shards} shards. */
  Flow(String student, int shards, InstantSource clock) {
    this.student = student;
    this.reported = new long[shards];
    this.clock = clock;
  }

  synchronized void draw(Received<DrawBatch> batch) {
    Cell cell = new Cell(batch.value().step(), batch.value().shard());
    if (!taught.containsKey(cell)) {
      waiting.add(cell);
    }
    byPartition
        .computeIfAbsent(batch.partition(), partition -> new ArrayList<>())
        .add(new Drawn(cell, batch.timestamp()));
    if (cell.step() >= drawn) {
      drawn = cell.step() + 1;
      draws.add(new Event(cell.step(), batch.timestamp(), clock.instant()));
    }
  }

  synchronized void target(Received<TargetBatch> target) {
    DrawBatch batch = target.value().draws();
    Cell cell = new Cell(batch.step(), batch.shard());
    waiting.remove(cell);
    taught.putIfAbsent(cell, clock.instant());
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
    finished |= published.student().equals(student) && published.last();
  }

  /** How far the run is now. */
  synchronized Mark mark() {
    return new Mark(clock.instant(), drawn, trained, weights, waiting);
  }

  /** Whether the student's last checkpoint is published. */
  synchronized boolean finished() {
    return finished;
  }

  /** When the first step was drawn that is new since {@code mark}. */
  synchronized Optional<Instant> drawnSince(Mark mark) {
    return first(draws, event -> event.value >= mark.drawn() && since(mark, event.made));
  }

  /** When the first step was trained, by all shards, that is new since {@code mark}. */
  synchronized Optional<Instant> trainedSince(Mark mark) {
    return first(steps, event -> event.value >= mark.trained() && since(mark, event.made));
  }

  /**
   * When the first step was trained that had not even begun at {@code mark}: the one then under way
   * may have had all that it needs from a trainer that is gone.
   */
  synchronized Optional<Instant> trainedAnew(Mark mark) {
    return first(steps, event -> event.value > mark.trained() && since(mark, event.made));
  }

  /** When, since {@code mark}, both a step was drawn and a step was trained that are new. */
  synchronized Optional<Instant> wentOnSince(Mark mark) {
    return drawnSince(mark)
        .flatMap(drawn -> trainedSince(mark).map(taught -> taught.isAfter(drawn) ? taught : drawn));
  }

  /** When {@code more} more steps than at {@code mark} were trained. */
  synchronized Optional<Instant> trainedBeyond(Mark mark, int more) {
    return first(steps, event -> event.value + 1 >= mark.trained() + more);
  }

  /** When the first weights were published since {@code mark}. */
  synchronized Optional<Instant> publishedSince(Mark mark) {
    return version(mark, published -> published.version.compareTo(mark.weights()) > 0);
  }

  /** When the first weights of a later term than at {@code mark} were published. */
  synchronized Optional<Instant> newTermSince(Mark mark) {
    return version(mark, published -> published.version.term() > mark.weights().term());
  }

  /**
   * When the last draw batch that waited at {@code mark} had its target, and in every work
   * partition so had one that was drawn after it: so whatever partitions a teacher held, they are
   * served.
   */
  synchronized Optional<Instant> taughtSince(Mark mark) {
    if (!taught.keySet().containsAll(mark.waiting())) {
      return Optional.empty();
    }
    Instant last =
        mark.waiting().stream().map(taught::get).max(Instant::compareTo).orElse(mark.at());
    for (List<Drawn> partition : byPartition.values()) {
      Optional<Instant> served = served(partition, mark);
      if (served.isEmpty()) {
        return served;
      }
      last = last.isAfter(served.get()) ? last : served.get();
    }
    return Optional.of(last);
  }

  private Optional<Instant> served(List<Drawn> partition, Mark mark) {
    return partition.stream()
        .filter(one -> since(mark, one.made) && taught.containsKey(one.cell))
        .map(one -> taught.get(one.cell))
        .min(Instant::compareTo);
  }

  /** Longest time between two steps drawn, of those that ends between the two moments. */
  synchronized Duration longestDrawGap(Instant from, Instant to) {
    Duration longest = Duration.ZERO;
    for (int i = 1; i < draws.size(); i++) {
      Instant end = draws.get(i).seen;
      Duration gap = Duration.between(draws.get(i - 1).seen, end);
      if (end.isAfter(from) && !end.isAfter(to) && gap.compareTo(longest) > 0) {
        longest = gap;
      }
    }
    return longest;
  }

  private Optional<Instant> version(Mark mark, Predicate<Published> wanted) {
    return versions.stream()
        .filter(published -> wanted.test(published) && since(mark, published.made))
        .map(Published::seen)
        .findFirst();
  }

  /** Kafka keeps milliseconds. */
  private static boolean since(Mark mark, Instant made) {
    return made.toEpochMilli() >= mark.at().toEpochMilli();
  }

  private static Optional<Instant> first(List<Event> events, Predicate<Event> wanted) {
    return events.stream().filter(wanted).map(Event::seen).findFirst();
  }
}
