package dev.aria.trainer;

import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.core.record.PeerRecord.Arrival;
import dev.aria.core.record.ProbeSet;
import dev.aria.runtime.kafka.ShardMembership.Assignment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
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
 * Lets one student learn, step after step, together with the student's other trainers if there are
 * any; the one that is dealt shard 0, the chief, writes its checkpoints. Runs on a pinned thread,
 * on which the student is opened, used and closed.
 */
final class Trainer extends AbstractBehavior<Trainer.Command> {
  /** What a trainer is told. */
  sealed interface Command {}

  /** The feeds have the steps to come. */
  record Begin(ActorRef<TargetFeed.Command> targets, ActorRef<GradientFeed.Command> gradients)
      implements Command {}

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

  private enum StillArriving implements Command {
    INSTANCE
  }

  /** What a trainer tells others. */
  interface Listener {
    /** The student stands at {@code berth}, and waits for {@link Begin}. */
    void ready(ActorRef<Command> trainer, Berth berth);

    /** Wants to be dealt shards. */
    void joins();

    /** Is not a member yet, and still there. */
    void arriving();

    /** All is learned; the chief is to keep it. */
    void awaitsLast();

    /** Training is over, its last checkpoint is written. */
    void finished();

    /** Training cannot go on. */
    void failed(Throwable cause);
  }

  private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);
  private static final int CHIEFS_SHARD = 0;

  /** Steps prepared ahead of the one being learned. */
  private static final int AHEAD = 4;

  private static final int PATIENCE_IN_STEPS = 5;
  private static final Duration LEAST_PATIENCE = Duration.ofSeconds(2);
  private static final Duration ARRIVING = Duration.ofSeconds(5);
  private static final Duration AUDIENCE = Duration.ofSeconds(15);

  private final Listener listener;
  private final TrainingDesk desk;
  private final Provenance provenance;
  private final TrainerMetrics metrics;
  private final Clock clock;
  private final Deque<PreparedStep> steps = new ArrayDeque<>();
  private Optional<Begin> feeds = Optional.empty();
  private Optional<Assignment> dealt = Optional.empty();
  private Instant idleSince;
  private Optional<Instant> begun = Optional.empty();
  private Duration pace = Duration.ZERO;
  private Instant audienceUntil = Instant.MIN;
  private final int shards;
  private boolean joining;
  private boolean waitsForLast;
  private boolean stopping;
  private boolean ended;

  /**
   * @param opening opens the student where its last checkpoint, or its other trainers, left it;
   *     called on the trainer's thread
   */
  static Behavior<Command> create(
      Supplier<Berth> opening, Listener listener, TrainerMetrics metrics, Clock clock) {
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
      Listener listener,
      TrainerMetrics metrics,
      Clock clock) {
    super(context);
    this.desk = berth.desk();
    this.provenance = berth.provenance();
    this.shards = berth.desk().point().nextOffsets().size();
    this.listener = listener;
    this.metrics = metrics;
    this.clock = clock;
    this.idleSince = clock.instant();
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
        .onMessage(StillArriving.class, this::onStillArriving)
        .onMessage(LastKept.class, last -> desk.isComplete() ? over() : this)
        .onMessage(ProbesBuilt.class, this::onProbesBuilt)
        .onMessage(Obey.class, this::onObey)
        .onSignal(PostStop.class, signal -> onStop())
        .build();
  }

  private Behavior<Command> onBegin(Begin begin) {
    feeds = Optional.of(begin);
    idleSince = clock.instant();
    stillArriving();
    demand(AHEAD);
    return this;
  }

  private void demand(int wanted) {
    feeds.ifPresent(feed -> feed.targets().tell(new TargetFeed.Demand(wanted)));
  }

  private Behavior<Command> onLearn(Learn learn) {
    return attempt(
        () -> {
          if (steps.isEmpty()) {
            metrics.waited(Duration.between(idleSince, clock.instant()));
          }
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

  /** Goes on with the step under way; one step a message, so that others get their turn. */
  private void work() {
    PreparedStep step = steps.peek();
    if (step == null || desk.isComplete()) {
      return;
    }
    Instant start = begun.orElseGet(clock::instant);
    if (!desk.work(step, share(start))) {
      if (begun.isEmpty()) {
        getContext().scheduleOnce(patience(), getContext().getSelf(), Turn.INSTANCE);
      }
      begun = Optional.of(start);
      return;
    }
    pace = pace.plus(Duration.between(start, clock.instant())).dividedBy(2);
    begun = Optional.empty();
    steps.remove();
    idleSince = clock.instant();
    int samples = step.step().shards().stream().mapToInt(each -> each.draws().draws().size()).sum();
    metrics.trained(samples, Duration.between(start, idleSince), desk.point().nextStep());
    feeds.ifPresent(feed -> feed.gradients().tell(at()));
    if (isChief() && desk.isCheckpointDue()) {
      desk.checkpoint();
    }
    if (desk.isComplete()) {
      complete();
    } else {
      demand(1);
      getContext().getSelf().tell(Turn.INSTANCE);
    }
  }

  private TrainingDesk.Share share(Instant start) {
    boolean impatient = dealt.isPresent() && clock.instant().isAfter(start.plus(patience()));
    return new TrainingDesk.Share(owned(), isChief(), hasListeners(), impatient);
  }

  /** How long the other trainers' gradients are waited for, before this one finds them itself. */
  private Duration patience() {
    Duration some = pace.multipliedBy(PATIENCE_IN_STEPS);
    return some.compareTo(LEAST_PATIENCE) > 0 ? some : LEAST_PATIENCE;
  }

  private GradientFeed.At at() {
    return new GradientFeed.At(desk.point().nextStep(), owned());
  }

  private Set<Integer> owned() {
    return dealt.map(Assignment::shards).orElse(Set.of());
  }

  private boolean isChief() {
    return owned().contains(CHIEFS_SHARD);
  }

  private boolean isAlone() {
    return owned().size() == shards;
  }

  /** Whether other trainers need to hear what this one finds. */
  private boolean hasListeners() {
    return !isAlone() || clock.instant().isBefore(audienceUntil);
  }

  private Behavior<Command> onCaughtUp(CaughtUp caughtUp) {
    if (!joining) {
      joining = true;
      listener.joins();
    }
    return this;
  }

  private Behavior<Command> onDealt(Dealt deal) {
    return attempt(
        () -> {
          Assignment assignment = deal.assignment();
          metrics.dealt(owned().size(), assignment.shards().size());
          dealt = Optional.of(assignment);
          LOG.info("is dealt shards {} of {}", assignment.shards(), shards);
          feeds.ifPresent(
              feed -> {
                feed.targets().tell(new TargetFeed.Prepare(assignment.shards()));
                feed.gradients().tell(at());
              });
          if (stopping) {
            leave();
          } else if (desk.isComplete()) {
            complete();
          } else {
            work();
          }
        });
  }

  private Behavior<Command> onArrived(Arrived arrived) {
    return attempt(
        () -> {
          audienceUntil = clock.instant().plus(AUDIENCE);
          if (isChief() && arrived.arrival().wantsState()) {
            desk.offerState(provenance);
          }
        });
  }

  private Behavior<Command> onStillArriving(StillArriving still) {
    stillArriving();
    return this;
  }

  /** The others write down what they find as long as they know that someone comes. */
  private void stillArriving() {
    if (dealt.isEmpty() && !ended) {
      listener.arriving();
      getContext().scheduleOnce(ARRIVING, getContext().getSelf(), StillArriving.INSTANCE);
    }
  }

  private Behavior<Command> onProbesBuilt(ProbesBuilt built) {
    return attempt(() -> desk.take(built.set()));
  }

  private Behavior<Command> onObey(Obey obey) {
    return switch (obey.order().kind()) {
      case CHECKPOINT -> attempt(this::checkpointAsChief);
      case STOP -> {
        LOG.info("{} asked the run to stop", obey.order().issuer());
        stopping = true;
        yield dealt.isPresent() ? attempt(this::leave) : this;
      }
      case PAUSE, RESUME -> this;
    };
  }

  /** Before the run is over; the chief keeps what is learned. */
  private void leave() {
    if (isChief()) {
      end();
    } else {
      over();
    }
  }

  private void checkpointAsChief() {
    if (isChief()) {
      desk.checkpoint();
    }
  }

  /** All is learned: the chief keeps it, the others wait until that is done. */
  private void complete() {
    if (isChief()) {
      end();
    } else if (dealt.isPresent() && !waitsForLast) {
      waitsForLast = true;
      listener.awaitsLast();
    }
  }

  private void end() {
    desk.end();
    over();
  }

  private Behavior<Command> over() {
    if (!ended) {
      ended = true;
      listener.finished();
    }
    return this;
  }

  private Behavior<Command> attempt(Runnable work) {
    if (ended) {
      return this;
    }
    try {
      work.run();
    } catch (FellBehind e) {
      ended = true;
      LOG.warn("{}", e.getMessage());
      listener.failed(e);
      return Behaviors.stopped();
    } catch (RuntimeException e) {
      ended = true;
      LOG.error("training stops; the last good checkpoint holds {} steps", desk.kept());
      listener.failed(e);
      return Behaviors.stopped();
    }
    return this;
  }

  /** A process told to stop keeps what it has learned. */
  private Behavior<Command> onStop() {
    if (isChief()) {
      attempt(desk::checkpointNow);
    }
    desk.close();
    return this;
  }
}
