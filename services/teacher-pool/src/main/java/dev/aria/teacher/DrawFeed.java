package dev.aria.teacher;

import dev.aria.core.record.ControlRecord;
import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.TargetBatch;
import dev.aria.runtime.control.StandingStop;
import dev.aria.runtime.kafka.failure.RolledBack;
import dev.aria.runtime.kafka.reading.GroupReader;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.kafka.transaction.TransactionalWriter;
import dev.aria.runtime.topic.Topic;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pool's way in and out: reads draws as a member of the group, deals them, and writes finished
 * targets with the offsets consumed in one transaction, begun only once they are there. Runs on a
 * pinned thread, since polling and committing block.
 */
final class DrawFeed extends AbstractBehavior<DrawFeed.Command> {
  /** What the feed is told. */
  sealed interface Command {}

  /** {@code target} answers {@code work}. */
  record Inferred(Work work, TargetBatch target) implements Command {}

  private enum Turn implements Command {
    INSTANCE
  }

  /**
   * Where it reads and writes.
   *
   * @param reader draws, as a member of the pool's group
   * @param writer targets, in transactions
   * @param targets topic of the targets, one partition a shard
   * @param control what operators order, from the start of the run
   * @param share when the group is to share the draws anew
   */
  record Log(
      GroupReader<DrawBatch> reader,
      TransactionalWriter writer,
      Topic<TargetBatch> targets,
      TopicReader<ControlRecord> control,
      FairShare share) {}

  /** What the feed tells of its end: that an operator has stopped the run, or what broke it. */
  record Outlets(Runnable stopped, Consumer<Throwable> failures) {}

  /**
   * Bounds.
   *
   * @param held most draw batches taken and not yet committed
   * @param perTransaction most target batches of one transaction
   * @param probed whether the run wants probes; the member that first reads work partition 0 builds
   *     them, which another may repeat, to the same bits
   */
  record Bounds(int held, int perTransaction, boolean probed) {}

  private static final Logger LOG = LoggerFactory.getLogger(DrawFeed.class);
  private static final int PROBE_BUILDER = 0;
  private static final Duration BUSY_POLL = Duration.ofMillis(20);
  private static final Duration IDLE_POLL = Duration.ofMillis(250);

  private final Log log;
  private final Bounds bounds;
  private final DrawGate gate;
  private final ActorRef<WorkPool.Command> pool;
  private final PoolMetrics metrics;
  private final Outlets outlets;
  private final StandingStop stop;
  private final OffsetLedger<Optional<TargetBatch>> ledger = new OffsetLedger<>();
  private boolean probed;
  private boolean paused;

  /**
   * @param opening joins the group and takes the transactional id; called on the feed's thread
   */
  static Behavior<Command> create(
      Supplier<Log> opening,
      Bounds bounds,
      DrawGate gate,
      ActorRef<WorkPool.Command> pool,
      PoolMetrics metrics,
      Outlets outlets) {
    return Behaviors.setup(
        context -> {
          try {
            return new DrawFeed(context, opening.get(), bounds, gate, pool, metrics, outlets);
          } catch (RuntimeException e) {
            outlets.failures().accept(e);
            return Behaviors.stopped();
          }
        });
  }

  private DrawFeed(
      ActorContext<Command> context,
      Log log,
      Bounds bounds,
      DrawGate gate,
      ActorRef<WorkPool.Command> pool,
      PoolMetrics metrics,
      Outlets outlets) {
    super(context);
    this.log = log;
    this.bounds = bounds;
    this.gate = gate;
    this.pool = pool;
    this.metrics = metrics;
    this.outlets = outlets;
    this.probed = bounds.probed();
    this.stop = new StandingStop(log.control(), gate.run());
    log.reader().onRevoked(this::revoked);
    context.getSelf().tell(Turn.INSTANCE);
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Inferred.class, this::onInferred)
        .onMessage(Turn.class, this::onTurn)
        .onSignal(PostStop.class, signal -> onStop())
        .build();
  }

  private Behavior<Command> onInferred(Inferred inferred) {
    Work work = inferred.work();
    ledger.finished(work.partition(), work.offset(), Optional.of(inferred.target()));
    return this;
  }

  private Behavior<Command> onTurn(Turn turn) {
    try {
      commitFinished();
      if (isStopped()) {
        return Behaviors.stopped();
      }
      throttle();
      if (log.share().isDue(log.reader().partitions().size())) {
        log.reader().shareAgain();
      }
      log.reader().poll(ledger.size() == 0 ? IDLE_POLL : BUSY_POLL).forEach(this::take);
    } catch (RuntimeException e) {
      outlets.failures().accept(e);
      return Behaviors.stopped();
    }
    getContext().getSelf().tell(Turn.INSTANCE);
    return this;
  }

  /** What was taken and is not finished stays with the group, for whoever resumes the run. */
  private boolean isStopped() {
    Optional<RunCommand> order = stop.order();
    order.ifPresent(
        given -> {
          LOG.info("{} has stopped the run", given.issuer());
          outlets.stopped().run();
        });
    return order.isPresent();
  }

  private void commitFinished() {
    OffsetLedger.Prefix<Optional<TargetBatch>> done = ledger.finished(bounds.perTransaction());
    if (done.isEmpty()) {
      return;
    }
    try {
      write(done);
    } catch (RolledBack e) {
      LOG.info("{}; what is still this member's is written again", e.getMessage());
      return;
    }
    ledger.committed(done.nextOffsets());
    metrics.committed((int) done.results().stream().filter(Optional::isPresent).count());
  }

  private void write(OffsetLedger.Prefix<Optional<TargetBatch>> done) {
    log.writer()
        .commit(
            transaction -> {
              for (Optional<TargetBatch> result : done.results()) {
                result.ifPresent(
                    target -> {
                      DrawBatch draws = target.draws();
                      transaction.send(
                          log.targets(), draws.shard(), Long.toString(draws.step()), target);
                    });
              }
              transaction.consumed(log.reader(), done.nextOffsets());
            });
  }

  private void throttle() {
    boolean full = ledger.size() >= bounds.held();
    if (full) {
      log.reader().pause(log.reader().partitions());
    } else if (paused) {
      log.reader().resume(log.reader().partitions());
    }
    paused = full;
  }

  private void take(Received<DrawBatch> received) {
    ledger.opened(received.partition(), received.offset());
    Optional<String> refusal = gate.refusal(received.value());
    if (refusal.isPresent()) {
      metrics.refused();
      log.reader().refuse(received, refusal.get());
      ledger.finished(received.partition(), received.offset(), Optional.empty());
      return;
    }
    if (probed && received.partition() == PROBE_BUILDER) {
      probed = false;
      pool.tell(new WorkPool.DealProbes(received.value().regionMapDigest()));
    }
    Work work = new Work(received.partition(), received.offset(), received.value());
    pool.tell(new WorkPool.Deal(work));
  }

  private void revoked(Set<Integer> partitions) {
    ledger.revoked(partitions);
    pool.tell(new WorkPool.Withdraw(partitions));
  }

  private Behavior<Command> onStop() {
    log.control().close();
    log.reader().close();
    log.writer().close();
    return this;
  }
}
