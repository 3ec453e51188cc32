package dev.aria.trainer;

import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.core.record.PeerRecord.Arrival;
import dev.aria.core.record.ProbeSet;
import dev.aria.runtime.kafka.membership.ShardMembership.Assignment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one student learn, step after step, together with the student's other trainers if there are
 * any; the one that is dealt shard 0, the chief, writes its checkpoints. Runs on a pinned thread,
 * on which the student is opened, used and closed.
 */
final class Trainer extends AbstractBehavior<Trainer.Command> {
  /** What a trainer is told. */
  sealed interface Command {}

  /** The feeds have the steps to come. */
  record Begin(Feeds feeds) implements Command {}

  /** The next global step. */
  record Learn(PreparedStep step) implements Command {}

  /** Another trainer of the student has found something. */
  record Found(PeerGradient gradient) implements Command {}

  /** What the other trainers wrote before this one came has been read. */
  enum CaughtUp implements Command {
    INSTANCE
  }

  /** Shards were dealt anew. */
  record Dealt(Assignment assignment) implements Command {}

  /** Another trainer is about to join. */
  record Arrived(Arrival arrival) implements Command {}

  /** The student's last checkpoint has been announced. */
  enum LastKept implements Command {
    INSTANCE
  }

  /** The probes of one region are there. */
  record ProbesBuilt(ProbeSet set) implements Command {}

  /** An operator's order. */
  record Obey(RunCommand order) implements Command {}

  private enum Turn implements Command {
    INSTANCE
  }

  private enum KeepNow implements Command {
    INSTANCE
  }

  private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);

  /** Steps prepared ahead of the one being learned. */
  private static final int AHEAD = 4;

  private static final Duration KEEP_LATER = Duration.ofMillis(200);

  private final TrainerListener listener;
  private final TrainingDesk desk;
  private final Provenance provenance;
  private final TrainerMetrics metrics;
  private final Clock clock;
  private final ShardDeal deal;
  private final Departure departure;
  private final StepPace pace = new StepPace();
  private final StepQueue steps;
  private Optional<Feeds> feeds = Optional.empty();
  private boolean joining;
  private boolean keepsLater;

  /**
   * @param opening opens the student where its last checkpoint, or its other trainers, left it;
   *     called on the trainer's thread
   */
  static Behavior<Command> create(
      Supplier<Berth> opening, TrainerListener listener, TrainerMetrics metrics, Clock clock) {
    return Behaviors.setup(
        context -> {
          try {
            return new Trainer(context, opening.get(), listener, metrics, clock);
          } catch (RuntimeException e) {
            listener.failed(e);
            return Behaviors.stopped();
          }
        });
  }

  private Trainer(
      ActorContext<Command> context,
      Berth berth,
      TrainerListener listener,
      TrainerMetrics metrics,
      Clock clock) {
    super(context);
    this.desk = berth.desk();
    this.provenance = berth.provenance();
    this.deal = new ShardDeal(berth.desk().point().nextOffsets().size());
    this.departure = new Departure(desk, deal, listener);
    this.steps = new StepQueue(metrics, clock);
    this.listener = listener;
    this.metrics = metrics;
    this.clock = clock;
    listener.ready(context.getSelf(), berth);
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Begin.class, this::onBegin)
        .onMessage(Learn.class, this::onLearn)
        .onMessage(Found.class, this::onFound)
        .onMessage(Turn.class, turn -> attempt(this::work))
        .onMessage(CaughtUp.class, this::onCaughtUp)
        .onMessage(Dealt.class, this::onDealt)
        .onMessage(Arrived.class, this::onArrived)
        .onMessage(KeepNow.class, this::onKeepNow)
        .onMessage(LastKept.class, last -> attempt(departure::lastIsKept))
        .onMessage(ProbesBuilt.class, this::onProbesBuilt)
        .onMessage(Obey.class, this::onObey)
        .onSignal(PostStop.class, signal -> onStop())
        .build();
  }

  private Behavior<Command> onBegin(Begin begin) {
    feeds = Optional.of(begin.feeds());
    steps.opens();
    demand(AHEAD);
    return this;
  }

  private void demand(int wanted) {
    feeds.ifPresent(feed -> feed.demand(wanted));
  }

  private Behavior<Command> onLearn(Learn learn) {
    return attempt(
        () -> {
          steps.add(learn.step());
          work();
        });
  }

  private Behavior<Command> onFound(Found found) {
    return attempt(
        () -> {
          desk.take(found.gradient());
          work();
        });
  }

  private void work() {
    if (!departure.isOver() && !desk.isComplete()) {
      steps.first().ifPresent(this::work);
    }
  }

  /** Goes on with the step under way; one step a message, so that others get their turn. */
  private void work(PreparedStep step) {
    Instant start = pace.begin(clock.instant());
    if (!desk.work(step, share(start))) {
      if (pace.waits(start, clock.instant())) {
        getContext().scheduleOnce(pace.patience(), getContext().getSelf(), Turn.INSTANCE);
      }
      return;
    }
    learned(start);
    if (desk.isComplete()) {
      departure.lookWhetherDue();
    } else {
      demand(1);
      getContext().getSelf().tell(Turn.INSTANCE);
    }
  }

  private void learned(Instant start) {
    Instant now = clock.instant();
    pace.done(start, now);
    steps.learned(start, now, desk.point().nextStep());
    feeds.ifPresent(feed -> feed.standsAt(desk.point().nextStep(), deal.owned()));
    if (desk.isCheckpointDue()) {
      keep();
    }
  }

  private TrainingDesk.Share share(Instant start) {
    Instant now = clock.instant();
    boolean impatient = deal.isDealt() && now.isAfter(start.plus(pace.patience()));
    return new TrainingDesk.Share(deal.owned(), deal.isChief(), deal.hasListeners(now), impatient);
  }

  private Behavior<Command> onCaughtUp(CaughtUp caughtUp) {
    if (!joining) {
      joining = true;
      listener.joins();
    }
    return this;
  }

  private Behavior<Command> onDealt(Dealt dealt) {
    return attempt(
        () -> {
          Assignment assignment = dealt.assignment();
          metrics.dealt(deal.owned().size(), assignment.shards().size());
          deal.take(assignment);
          LOG.info("is dealt shards {} of {}", assignment.shards(), deal.shards());
          feeds.ifPresent(feed -> feed.dealt(deal.owned(), desk.point().nextStep()));
          departure.lookWhetherDue();
          work();
        });
  }

  private Behavior<Command> onArrived(Arrived arrived) {
    return attempt(
        () -> {
          deal.hearsOfArrival(clock.instant());
          if (deal.isChief() && arrived.arrival().wantsState()) {
            desk.offerState(provenance);
          }
        });
  }

  private Behavior<Command> onProbesBuilt(ProbesBuilt built) {
    return attempt(() -> desk.take(built.set()));
  }

  private Behavior<Command> onObey(Obey obey) {
    return switch (obey.order().kind()) {
      case CHECKPOINT -> attempt(this::keep);
      case STOP -> {
        LOG.info("{} asked the run to stop", obey.order().issuer());
        yield attempt(departure::order);
      }
      case PAUSE, RESUME -> this;
    };
  }

  /** Learning does not wait for the checkpoint that is being written: the next is late then. */
  private void keep() {
    if (deal.isChief() && !desk.checkpoint() && !keepsLater) {
      keepsLater = true;
      getContext().scheduleOnce(KEEP_LATER, getContext().getSelf(), KeepNow.INSTANCE);
    }
  }

  private Behavior<Command> onKeepNow(KeepNow due) {
    keepsLater = false;
    return attempt(this::keep);
  }

  private Behavior<Command> attempt(Runnable work) {
    if (departure.isOver()) {
      return this;
    }
    try {
      work.run();
      return this;
    } catch (RuntimeException e) {
      tell(e);
      departure.breakOff(e);
      return Behaviors.stopped();
    }
  }

  private void tell(RuntimeException cause) {
    if (cause instanceof FellBehind) {
      LOG.warn("{}", cause.getMessage());
    } else {
      LOG.error(
          "training stops: {}; its last good checkpoint holds {} steps",
          cause.toString(),
          desk.kept());
    }
  }

  /** A process told to stop keeps what it has learned. */
  private Behavior<Command> onStop() {
    if (deal.isChief()) {
      attempt(desk::checkpointNow);
    }
    metrics.dealt(deal.owned().size(), 0);
    desk.close();
    return this;
  }
}
