package dev.aria.trainer;

import dev.aria.trainer.exchange.FellBehind;
import dev.aria.trainer.exchange.Peers;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ChildFailed;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * One trainer of a process from its start to its end. {@link Trainer} does the work. When it has
 * fallen behind the student's other trainers, a new one takes its place and begins from their
 * state. Until a trainer has joined the others, this actor announces that it is about to.
 */
final class StudentTrainer extends AbstractBehavior<StudentTrainer.Command> {
  /** What a trainer is told. */
  sealed interface Command {}

  /** Write a checkpoint of what is learned, and end. */
  enum Stop implements Command {
    INSTANCE
  }

  private enum Announce implements Command {
    INSTANCE
  }

  private record Joined(Attempt attempt) implements Command {}

  private static final Duration ANNOUNCE_EVERY = Duration.ofSeconds(5);

  private final TrainerWiring wiring;
  private final TimerScheduler<Command> timers;
  private final CompletableFuture<Void> done;
  private int attempts;
  private Attempt attempt;

  /**
   * @param wiring puts the trainer together
   * @param done completed once training is over, or cannot go on, and everything is closed
   */
  static Behavior<Command> create(TrainerWiring wiring, CompletableFuture<Void> done) {
    return Behaviors.withTimers(
        timers -> Behaviors.setup(context -> new StudentTrainer(context, timers, wiring, done)));
  }

  private StudentTrainer(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      TrainerWiring wiring,
      CompletableFuture<Void> done) {
    super(context);
    this.timers = timers;
    this.wiring = wiring;
    this.done = done;
    this.attempt = begin();
  }

  /** One trainer at work, and why it could not go on, if so. */
  private record Attempt(
      ActorRef<Command> parent, Peers peers, AtomicReference<@Nullable Throwable> reason)
      implements Trainer.Listener {
    @Override
    public void joined() {
      parent.tell(new Joined(this));
    }

    /** Noted instead of sent: a parent that is stopping gets no message any more. */
    @Override
    public void failed(Throwable cause) {
      reason.compareAndSet(null, cause);
    }

    Optional<Throwable> failure() {
      return Optional.ofNullable(reason.get());
    }
  }

  private Attempt begin() {
    Peers peers = wiring.join();
    Attempt begun = new Attempt(getContext().getSelf(), peers, new AtomicReference<>());
    timers.startTimerAtFixedRate(Announce.INSTANCE, Duration.ZERO, ANNOUNCE_EVERY);
    Behavior<Trainer.Command> trainer = Trainer.create(wiring, peers, begun, Clock.systemUTC());
    attempts++;
    getContext()
        .watch(
            getContext()
                .spawn(
                    Behaviors.supervise(trainer).onFailure(SupervisorStrategy.stop()),
                    "trainer-" + attempts,
                    DispatcherSelector.fromConfig("aria.pinned")));
    return begun;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Announce.class, announce -> onAnnounce())
        .onMessage(Joined.class, this::onJoined)
        .onMessage(Stop.class, stop -> leave())
        .onSignal(Terminated.class, this::onEnded)
        .onSignal(PostStop.class, signal -> onStopped())
        .build();
  }

  /** The others send their gradients as long as they hear that a trainer is about to join. */
  private Behavior<Command> onAnnounce() {
    attempt.peers().announceArrival();
    return this;
  }

  private Behavior<Command> onJoined(Joined joined) {
    if (joined.attempt().equals(attempt)) {
      timers.cancel(Announce.INSTANCE);
    }
    return this;
  }

  /** A trainer that cannot go on notes why first; one that did not, died of an error. */
  private Behavior<Command> onEnded(Terminated ended) {
    if (ended instanceof ChildFailed failed) {
      attempt.failed(new PartEnded(ended.getRef().path().name(), failed.getCause()));
    }
    if (attempt.failure().filter(FellBehind.class::isInstance).isPresent()) {
      attempt.peers().close();
      attempt = begin();
      return this;
    }
    return leave();
  }

  private Behavior<Command> leave() {
    wiring.leave();
    return Behaviors.stopped();
  }

  /** Runs after the trainer has stopped. */
  private Behavior<Command> onStopped() {
    attempt.peers().close();
    attempt
        .failure()
        .filter(cause -> !(cause instanceof FellBehind))
        .ifPresentOrElse(done::completeExceptionally, () -> done.complete(null));
    return this;
  }
}
