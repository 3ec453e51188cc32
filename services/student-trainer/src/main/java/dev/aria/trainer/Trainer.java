package dev.aria.trainer;

import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.core.record.PeerRecord.Arrival;
import dev.aria.core.record.ProbeSet;
import dev.aria.runtime.kafka.membership.ShardMembership.Assignment;
import dev.aria.trainer.exchange.FellBehind;
import dev.aria.trainer.exchange.PeerGradient;
import dev.aria.trainer.exchange.Peers;
import dev.aria.trainer.probes.ProbeFeed;
import dev.aria.trainer.run.TrainerMetrics;
import dev.aria.trainer.targets.PreparedStep;
import java.time.Clock;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ChildFailed;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one student learn, step after step, together with the student's other trainers if there are
 * any. The one that is assigned shard 0, the chief, writes its checkpoints. Runs on a pinned
 * thread, on which the student is opened, used and closed.
 *
 * <p>A trainer goes through these stages, in this order:
 *
 * <ol>
 *   <li>It <b>opens</b> the student where its other trainers, or its last checkpoint, left it.
 *   <li>It <b>reads the probes</b> that are there, if the run scores probes.
 *   <li>It <b>catches up</b>: it learns steps with the gradients that the other trainers sent,
 *       until it has read all those that were there when it began.
 *   <li>It <b>joins</b>: it asks Kafka for a part of the shards, and goes on learning meanwhile.
 *   <li>It <b>trains</b>: it computes the gradients of the shards that are assigned to it.
 *   <li>It <b>leaves</b> once all is learned, or an operator stops the run; see {@link
 *       TrainerShutdown}.
 * </ol>
 */
final class Trainer extends AbstractBehavior<Trainer.Command> {
  /** What a trainer is told. */
  sealed interface Command {}

  /** The probes that are there have been read. */
  enum ProbesRead implements Command {
    INSTANCE
  }

  /** The gradients that were there when reading began have been read. */
  enum CaughtUp implements Command {
    INSTANCE
  }

  /** Kafka has assigned shards anew. */
  record Assigned(Assignment assignment) implements Command {}

  /** The next global step. */
  record Learn(PreparedStep step) implements Command {}

  /** A gradient of another trainer of the student has come. */
  record Received(PeerGradient gradient) implements Command {}

  /** Another trainer is about to join. */
  record Arrived(Arrival arrival) implements Command {}

  /** The probes of one region are there. */
  record ProbesBuilt(ProbeSet set) implements Command {}

  /** An operator's order. */
  record Obey(RunCommand order) implements Command {}

  /** The student's last checkpoint has been announced. */
  enum LastKept implements Command {
    INSTANCE
  }

  /** Something that the trainer needs cannot be read any more. */
  record FeedFailed(Throwable cause) implements Command {}

  /** The step under way has its turn. */
  enum Turn implements Command {
    INSTANCE
  }

  /** A checkpoint is late. */
  enum KeepNow implements Command {
    INSTANCE
  }

  /** Hears how a trainer fares; called on the trainer's thread. */
  interface Listener {
    /** Shards have been assigned to the trainer: it need not be announced any more. */
    void joined();

    /** The trainer cannot go on, and ends. */
    void failed(Throwable cause);
  }

  private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);

  private final TrainingLoop loop;
  private final Listener listener;
  private final TrainerMetrics metrics;
  private final TrainerFeeds feeds;
  private final ShardAssignment shards;
  private final TrainerShutdown shutdown;
  private final StepRunner steps;

  /**
   * @param wiring opens the student, and what the trainer reads
   * @param peers the student's other trainers
   */
  static Behavior<Command> create(
      TrainerWiring wiring, Peers peers, Listener listener, Clock clock) {
    return Behaviors.setup(
        context -> {
          try {
            Trainer trainer = new Trainer(context, wiring, wiring.open(peers), listener, clock);
            trainer.begin(ProbeFeed.isWanted(wiring.run().settings()));
            return trainer;
          } catch (RuntimeException e) {
            listener.failed(e);
            return Behaviors.stopped();
          }
        });
  }

  private Trainer(
      ActorContext<Command> context,
      TrainerWiring wiring,
      OpenedTrainer opened,
      Listener listener,
      Clock clock) {
    super(context);
    this.loop = opened.loop();
    this.listener = listener;
    this.metrics = wiring.run().metrics();
    this.feeds = new TrainerFeeds(context, wiring, opened);
    this.shards = new ShardAssignment(wiring.run().settings().shards(), clock);
    this.shutdown = new TrainerShutdown(loop, shards, feeds::readLastCheckpoint);
    this.steps = new StepRunner(context, loop, shards, feeds, new StepQueue(metrics, clock));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(ProbesRead.class, read -> onProbesRead())
        .onMessage(CaughtUp.class, caughtUp -> onCaughtUp())
        .onMessage(Assigned.class, this::onAssigned)
        .onMessage(Learn.class, this::onLearn)
        .onMessage(Received.class, this::onReceived)
        .onMessage(Turn.class, turn -> attempt(this::work))
        .onMessage(Arrived.class, this::onArrived)
        .onMessage(ProbesBuilt.class, this::onProbesBuilt)
        .onMessage(Obey.class, this::onObey)
        .onMessage(KeepNow.class, late -> attempt(steps::keepLate))
        .onMessage(LastKept.class, last -> attempt(shutdown::lastIsKept))
        .onMessage(FeedFailed.class, failed -> end(failed.cause()))
        .onSignal(Terminated.class, this::onFeedEnded)
        .onSignal(PostStop.class, signal -> onStop())
        .build();
  }

  /** The student is open. */
  private void begin(boolean scoresProbes) {
    feeds.readOrders();
    feeds.readArrivals();
    if (scoresProbes) {
      feeds.readProbes();
    } else {
      steps.begin();
    }
  }

  /** Steps are read only now: their reports must not depend on how fast probes are read. */
  private Behavior<Command> onProbesRead() {
    steps.begin();
    return this;
  }

  private Behavior<Command> onCaughtUp() {
    feeds.join();
    return this;
  }

  private Behavior<Command> onAssigned(Assigned assigned) {
    listener.joined();
    return attempt(
        () -> {
          metrics.assigned(shards.owned().size(), assigned.assignment().shards().size());
          shards.take(assigned.assignment());
          LOG.info("shards {} of {} assigned", shards.owned(), shards.count());
          feeds.assigned(shards.owned(), loop.point().nextStep());
          shutdown.lookWhetherDue();
          work();
        });
  }

  private Behavior<Command> onLearn(Learn learn) {
    return attempt(
        () -> {
          steps.add(learn.step());
          work();
        });
  }

  private Behavior<Command> onReceived(Received received) {
    return attempt(
        () -> {
          loop.take(received.gradient());
          work();
        });
  }

  private void work() {
    if (!shutdown.isOver()) {
      steps.work();
      shutdown.lookWhetherDue();
    }
  }

  private Behavior<Command> onArrived(Arrived arrived) {
    return attempt(
        () -> {
          shards.noteArrival();
          if (shards.isChief() && arrived.arrival().wantsState()) {
            loop.offerState();
          }
        });
  }

  private Behavior<Command> onProbesBuilt(ProbesBuilt built) {
    return attempt(() -> loop.take(built.set()));
  }

  private Behavior<Command> onObey(Obey obey) {
    return switch (obey.order().kind()) {
      case CHECKPOINT -> attempt(steps::keep);
      case STOP -> {
        LOG.info("{} asked the run to stop", obey.order().issuer());
        yield attempt(shutdown::order);
      }
      case PAUSE, RESUME -> this;
    };
  }

  /** Does {@code work} unless the trainer has left, and ends if that was the last of it. */
  private Behavior<Command> attempt(Runnable work) {
    if (!shutdown.isOver()) {
      try {
        work.run();
      } catch (RuntimeException e) {
        log(e);
        shutdown.breakOff();
        listener.failed(e);
      }
    }
    return shutdown.isOver() ? Behaviors.stopped() : this;
  }

  private void log(RuntimeException cause) {
    if (cause instanceof FellBehind) {
      LOG.warn("{}", cause.getMessage());
    } else {
      LOG.error(
          "training stops: {}; its last good checkpoint holds {} steps",
          cause.toString(),
          loop.kept());
    }
  }

  /** What is learned by now is still written as a checkpoint, by {@link #onStop}. */
  private Behavior<Command> end(Throwable cause) {
    listener.failed(cause);
    return Behaviors.stopped();
  }

  /**
   * A feed that cannot go on sends {@link FeedFailed} first; one that did not, died of an error.
   */
  private Behavior<Command> onFeedEnded(Terminated ended) {
    @Nullable Throwable cause = ended instanceof ChildFailed failed ? failed.getCause() : null;
    return end(new PartEnded(ended.getRef().path().name(), cause));
  }

  /** Runs after the feeds have stopped. A process told to stop keeps what it has learned. */
  private Behavior<Command> onStop() {
    if (shards.isChief()) {
      attempt(loop::checkpointNow);
    }
    metrics.assigned(shards.owned().size(), 0);
    loop.close();
    return this;
  }
}
