package dev.aria.teacher;

import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.core.record.TargetBatch;
import dev.aria.teacher.draws.DrawLog;
import dev.aria.teacher.draws.Work;
import java.util.Optional;
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
 * Feeds the draws of Kafka to the work pool, and the workers' targets back to Kafka. Runs on a
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

  /** What the feed tells of its end: that an operator has stopped the run, or what broke it. */
  record Callbacks(Runnable stopped, Consumer<Throwable> failures) {}

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

  private final DrawLog log;
  private final Bounds bounds;
  private final ActorRef<WorkPool.Command> pool;
  private final Callbacks callbacks;
  private boolean wantsProbes;

  /**
   * @param opening joins the group and takes the transactional id; called on the feed's thread
   */
  static Behavior<Command> create(
      Supplier<DrawLog> opening,
      Bounds bounds,
      ActorRef<WorkPool.Command> pool,
      Callbacks callbacks) {
    return Behaviors.setup(
        context -> {
          try {
            return new DrawFeed(context, opening.get(), bounds, pool, callbacks);
          } catch (RuntimeException e) {
            callbacks.failures().accept(e);
            return Behaviors.stopped();
          }
        });
  }

  private DrawFeed(
      ActorContext<Command> context,
      DrawLog log,
      Bounds bounds,
      ActorRef<WorkPool.Command> pool,
      Callbacks callbacks) {
    super(context);
    this.log = log;
    this.bounds = bounds;
    this.pool = pool;
    this.callbacks = callbacks;
    this.wantsProbes = bounds.probed();
    log.onRevoked(partitions -> pool.tell(new WorkPool.Withdraw(partitions)));
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
    log.finished(inferred.work(), inferred.target());
    return this;
  }

  private Behavior<Command> onTurn(Turn turn) {
    try {
      log.commit(bounds.perTransaction());
      Optional<RunCommand> stop = log.stopOrder();
      if (stop.isPresent()) {
        LOG.info("{} has stopped the run", stop.get().issuer());
        callbacks.stopped().run();
        return Behaviors.stopped();
      }
      log.take(bounds.held()).forEach(this::pass);
    } catch (RuntimeException e) {
      callbacks.failures().accept(e);
      return Behaviors.stopped();
    }
    getContext().getSelf().tell(Turn.INSTANCE);
    return this;
  }

  private void pass(Work work) {
    if (wantsProbes && work.partition() == PROBE_BUILDER) {
      wantsProbes = false;
      pool.tell(new WorkPool.AddProbes(work.draws().regionMapDigest()));
    }
    pool.tell(new WorkPool.Add(work));
  }

  private Behavior<Command> onStop() {
    log.close();
    return this;
  }
}
