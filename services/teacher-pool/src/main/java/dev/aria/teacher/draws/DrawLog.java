package dev.aria.teacher.draws;

import dev.aria.core.record.ControlRecord;
import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.TargetBatch;
import dev.aria.core.thread.WaitNotice;
import dev.aria.runtime.control.StandingStop;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.failure.RolledBack;
import dev.aria.runtime.kafka.reading.GroupReader;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.kafka.transaction.TransactionalWriter;
import dev.aria.runtime.pairs.SampleInputs;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.teacher.RunTeachers;
import dev.aria.runtime.topic.KafkaIds;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pool's member in Kafka: it takes draws as a member of the pool's group, and commits finished
 * targets together with the offsets consumed, in one transaction that begins only once they are
 * there. Not thread-safe; its methods block.
 */
public final class DrawLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DrawLog.class);
  private static final Duration BUSY_POLL = Duration.ofMillis(20);
  private static final Duration IDLE_POLL = Duration.ofMillis(250);

  private final GroupReader<DrawBatch> reader;
  private final TransactionalWriter writer;
  private final Topic<TargetBatch> targets;
  private final TopicReader<ControlRecord> control;
  private final StandingStop stop;
  private final FairShare share;
  private final DrawGate gate;
  private final DrawMetrics metrics;
  private final TargetTraces traces;
  private final OffsetLedger<Optional<TargetBatch>> ledger = new OffsetLedger<>();
  private final WaitNotice notice = new WaitNotice(Clock.systemUTC(), LOG::info);
  private final String run;
  private Consumer<Set<Integer>> revoked = partitions -> {};
  private boolean paused;
  private boolean begun;

  /**
   * What a member serves.
   *
   * @param cluster where draws come from and targets go
   * @param run the run served
   * @param inputs rebuilds samples; of a thread of its own
   * @param meters where draws and refusals are counted
   * @param traces told of what is read and committed
   */
  public record Source(
      Cluster cluster,
      RunSettings run,
      SampleInputs inputs,
      MeterRegistry meters,
      TargetTraces traces) {}

  /**
   * Joins the run's group of teachers and takes the member's transactional id.
   *
   * @param member name of this process among the group's members
   * @param speed how fast this pool works
   */
  public static DrawLog open(Source source, String member, PoolSpeed speed) {
    RunSettings run = source.run();
    Cluster cluster = source.cluster();
    String group = KafkaIds.teachers(run);
    Map<Integer, Long> forgotten = ResumeOffsets.forgottenBy(group, cluster, run);
    GroupReader<DrawBatch> reader = cluster.groupReader(Topics.draws(run), group, speed);
    if (!forgotten.isEmpty()) {
      reader.startAt(forgotten);
    }
    TransactionalWriter writer =
        cluster.transactionalWriter(KafkaIds.teacher(run, member), reader, Topics.targets(run));
    return new DrawLog(source, reader, writer, new FairShare(speed, Clock.systemUTC()));
  }

  private DrawLog(
      Source source, GroupReader<DrawBatch> reader, TransactionalWriter writer, FairShare share) {
    RunSettings run = source.run();
    this.run = run.name();
    this.reader = reader;
    this.writer = writer;
    this.targets = Topics.targets(run);
    this.control = source.cluster().reader(Topics.control(run), List.of(0));
    this.stop = new StandingStop(control, run.name());
    this.share = share;
    this.gate = new DrawGate(run, source.inputs(), RunTeachers.of(run));
    this.metrics = new DrawMetrics(source.meters());
    this.traces = source.traces();
    reader.onRevoked(this::revoked);
  }

  private void revoked(Set<Integer> partitions) {
    ledger.revoked(partitions);
    revoked.accept(partitions);
  }

  /** Calls {@code listener} with partitions that have become another member's. */
  public void onRevoked(Consumer<Set<Integer>> listener) {
    revoked = listener;
  }

  /**
   * An operator's order to stop the run, once given. Draws taken and not yet committed stay with
   * the group, for whoever resumes the run.
   */
  public Optional<RunCommand> stopOrder() {
    return stop.order();
  }

  /**
   * Takes the draw batches that have come, except those that are refused.
   *
   * @param held most draw batches taken and not yet committed
   */
  public List<Work> take(int held) {
    throttle(held);
    if (share.isDue(reader.partitions().size())) {
      reader.shareAgain();
    }
    List<Work> taken = new ArrayList<>();
    for (Received<DrawBatch> received : reader.poll(ledger.size() == 0 ? IDLE_POLL : BUSY_POLL)) {
      begun = true;
      take(received).ifPresent(taken::add);
    }
    noticeWait();
    return taken;
  }

  /** Until the first draws: later a pool has nothing to do whenever the others are fast. */
  private void noticeWait() {
    if (!begun && !reader.partitions().isEmpty()) {
      notice.waiting(
          () ->
              "no draws of run '%s' in the %d work partitions assigned here. Is a prompt-streamer at work?"
                  .formatted(run, reader.partitions().size()));
    }
  }

  private void throttle(int held) {
    boolean full = ledger.size() >= held;
    if (full) {
      reader.pause(reader.partitions());
    } else if (paused) {
      reader.resume(reader.partitions());
    }
    paused = full;
  }

  private Optional<Work> take(Received<DrawBatch> received) {
    long assignment = ledger.opened(received.partition(), received.offset());
    Optional<String> refusal = gate.refusal(received.value());
    if (refusal.isPresent()) {
      metrics.refused();
      reader.refuse(received, refusal.get());
      finished(received.partition(), received.offset(), assignment, Optional.empty());
      return Optional.empty();
    }
    traces.taken(received.value());
    return Optional.of(
        new Work(received.partition(), received.offset(), received.value(), assignment));
  }

  /** {@code target} answers {@code work}; forgotten if the partition was revoked since. */
  public void finished(Work work, TargetBatch target) {
    finished(work.partition(), work.offset(), work.assignment(), Optional.of(target));
  }

  private void finished(int partition, long offset, long assignment, Optional<TargetBatch> target) {
    ledger.finished(new OffsetLedger.Finished<>(partition, offset, assignment, target));
  }

  /** Commits at most {@code limit} targets that have nothing unfinished before them. */
  public void commit(int limit) {
    OffsetLedger.Prefix<Optional<TargetBatch>> done = ledger.finished(limit);
    if (done.isEmpty()) {
      return;
    }
    try {
      write(done);
    } catch (RolledBack e) {
      LOG.info(
          "{}; targets of partitions that this member still has are written again", e.getMessage());
      return;
    }
    ledger.committed(done.nextOffsets());
    done.results().forEach(result -> result.map(TargetBatch::draws).ifPresent(traces::committed));
    metrics.committed((int) done.results().stream().filter(Optional::isPresent).count());
  }

  private void write(OffsetLedger.Prefix<Optional<TargetBatch>> done) {
    writer.commit(
        transaction -> {
          for (Optional<TargetBatch> result : done.results()) {
            result.ifPresent(
                target -> {
                  DrawBatch draws = target.draws();
                  transaction.send(targets, draws.shard(), Long.toString(draws.step()), target);
                });
          }
          transaction.consumed(reader, done.nextOffsets());
        });
  }

  @Override
  public void close() {
    control.close();
    reader.close();
    writer.close();
  }
}
