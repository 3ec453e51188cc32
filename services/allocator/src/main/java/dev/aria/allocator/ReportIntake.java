package dev.aria.allocator;

import dev.aria.core.discrepancy.Rejection;
import dev.aria.core.discrepancy.ReportFence;
import dev.aria.core.discrepancy.Tick;
import dev.aria.core.discrepancy.TickCollector;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.StepReport;
import dev.aria.core.thread.WaitNotice;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.redis.Position;
import dev.aria.runtime.settings.RunSettings;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the step reports from a position on and collects them into ticks. Shards far ahead of the
 * slowest are paused, so that memory stays bounded while a long log is read again.
 */
final class ReportIntake implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReportIntake.class);
  private static final int MOST_TICKS_AHEAD = 64;

  private final RunSettings run;
  private final RegionMapRecord map;
  private final long term;
  private final TopicReader<StepReport> reader;
  private final AllocatorMeters meters;
  private final ShardOffsets offsets;
  private final long[] reached;
  private final WaitNotice notice;
  private final Set<Rejection> told = EnumSet.noneOf(Rejection.class);
  private final long firstTick;
  private boolean toldOfOtherRun;
  private long toldOfGap = -1;
  private @Nullable TickCollector collector;

  ReportIntake(
      RegionMapRecord map,
      long term,
      Position from,
      TopicReader<StepReport> reader,
      AllocatorParts parts) {
    this.run = parts.run();
    this.map = map;
    this.term = term;
    this.reader = reader;
    this.meters = parts.meters();
    this.notice = new WaitNotice(parts.clock(), LOG::info);
    this.offsets = new ShardOffsets(run.allocation().stepsPerTick(), from.nextOffsets());
    this.firstTick = from.tick();
    this.reached = new long[run.shards()];
    IntStream.range(0, run.shards())
        .forEach(shard -> reader.seek(shard, from.nextOffsets().get(shard)));
  }

  /** Reads the reports that have come, waiting at most {@code timeout}. */
  void read(Duration timeout) {
    holdTheFastest();
    reader.poll(timeout).forEach(this::take);
    if (collector == null) {
      notice.waiting(
          () ->
              "no step reports of run '%s' from its lead student yet. Is a student-trainer at work?"
                  .formatted(run.name()));
    }
  }

  private void take(Received<StepReport> received) {
    StepReport report = received.value();
    if (!report.run().equals(run.name())) {
      drop(report);
      return;
    }
    if (report.shard() != received.partition()) {
      refuse(received);
      return;
    }
    if (collector == null && report.lead()) {
      var fence =
          new ReportFence(
              report.student(), run.lineage(), map.digest(), term, map.regions(), run.shards());
      collector = new TickCollector(fence, run.allocation().stepsPerTick(), firstTick);
    }
    if (collector != null) {
      offer(collector, report, received.offset());
    }
  }

  /** Its offset is not one of its shard's partition, so it must not count. */
  private void refuse(Received<StepReport> received) {
    meters.dropped("OTHER_PARTITION");
    reader.refuse(
        received,
        "report of shard %d in partition %d"
            .formatted(received.value().shard(), received.partition()));
  }

  private void drop(StepReport report) {
    meters.dropped("OTHER_RUN");
    if (!toldOfOtherRun) {
      LOG.warn(
          "a step report of run '{}' is dropped, this allocator serves run '{}'; further ones are only"
              + " counted (aria.allocator.reports.dropped)",
          report.run(),
          run.name());
      toldOfOtherRun = true;
    }
  }

  private void offer(TickCollector ours, StepReport report, long offset) {
    Optional<Rejection> rejection = ours.offer(report);
    rejection.ifPresentOrElse(reason -> tell(reason, report), meters::counted);
    if (rejection.isEmpty() || rejection.get() == Rejection.BAD_CELL) {
      offsets.observe(report.shard(), report.step(), offset);
      reached[report.shard()] =
          Math.max(reached[report.shard()], report.step() / run.allocation().stepsPerTick());
    }
  }

  private void tell(Rejection reason, StepReport report) {
    meters.dropped(reason.name());
    boolean ordinary = reason == Rejection.REPEATED || reason == Rejection.OTHER_STUDENT;
    if (!ordinary && told.add(reason)) {
      LOG.warn(
          "the report of student '{}', step {}, shard {} is dropped ({}): it has lineage {} and region"
              + " map {}, this run has {} and {}; further ones are only counted"
              + " (aria.allocator.reports.dropped)",
          report.student(),
          report.step(),
          report.shard(),
          reason,
          report.lineage(),
          report.regionMapDigest(),
          run.lineage(),
          map.digest());
    }
  }

  private void holdTheFastest() {
    Map<Boolean, List<Integer>> shards =
        IntStream.range(0, reached.length)
            .boxed()
            .collect(Collectors.partitioningBy(this::isFarAhead));
    reader.pause(shards.getOrDefault(true, List.of()));
    reader.resume(shards.getOrDefault(false, List.of()));
  }

  /** Never a shard that the next tick waits for, even if one of its reports is of a far step. */
  private boolean isFarAhead(int shard) {
    TickCollector ours = collector;
    if (ours == null || reached[shard] <= ours.next() + MOST_TICKS_AHEAD) {
      return false;
    }
    if (!ours.hasAnswered(shard)) {
      tellOfGap(shard, ours.next());
    }
    return ours.hasAnswered(shard);
  }

  /** A shard reports its steps in order, so missing ones may never come. */
  private void tellOfGap(int shard, long tick) {
    if (toldOfGap != tick) {
      toldOfGap = tick;
      LOG.warn(
          "shard {} has reported steps of tick {}, but not all of tick {}, which is next; the weights"
              + " do not change until the missing reports come, as they do when its trainer is"
              + " started again",
          shard,
          reached[shard],
          tick);
    }
  }

  /** The next tick, once it is complete. */
  Optional<Tick> poll() {
    return collector == null ? Optional.empty() : collector.poll();
  }

  /** Next offsets, one a shard, once {@code tick} is folded too; in order of ticks. */
  List<Long> offsetsAfter(Tick tick) {
    return offsets.after(tick.number());
  }

  /** Whether everything written so far has been read. */
  boolean caughtUp() {
    return reader.isCaughtUp();
  }

  @Override
  public void close() {
    reader.close();
  }
}
