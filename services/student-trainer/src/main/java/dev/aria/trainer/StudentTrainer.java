package dev.aria.trainer;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
 * A trainer and all its actors: the student's, and those that read what it needs. One that has
 * fallen behind the student's other trainers begins anew from their state.
 */
final class StudentTrainer extends AbstractBehavior<StudentTrainer.Command> {
  /** What a trainer is told by its parts. */
  sealed interface Command {}

  /** Write a checkpoint of what is learned, and end. */
  enum Stop implements Command {
    INSTANCE
  }

  private record Ready(ActorRef<Trainer.Command> trainer, Berth berth) implements Command {}

  private record ProbesRead(Ready ready) implements Command {}

  private enum Joins implements Command {
    INSTANCE
  }

  private enum Arriving implements Command {
    INSTANCE
  }

  private record Joined(int life) implements Command {}

  private enum AwaitsLast implements Command {
    INSTANCE
  }

  private enum Finished implements Command {
    INSTANCE
  }

  private record Broken(Throwable cause) implements Command {}

  private static final Duration ARRIVING = Duration.ofSeconds(5);
  private static final DispatcherSelector PINNED = DispatcherSelector.fromConfig("aria.pinned");

  private final TrainingRoom room;
  private final TrainerMetrics metrics;
  private final CompletableFuture<Void> done;
  private Optional<TrainerTails> tails = Optional.empty();
  private final TimerScheduler<Command> timers;
  private final Set<ActorRef<?>> parts = new HashSet<>();
  private final AtomicReference<@Nullable Throwable> whileStopping = new AtomicReference<>();
  private Optional<Throwable> failure = Optional.empty();
  private boolean beginsAnew;
  private int life;

  /**
   * @param room fits out the trainer's parts
   * @param done completed once training is over, or cannot go on, and everything is closed
   */
  static Behavior<Command> create(
      TrainingRoom room, TrainerMetrics metrics, CompletableFuture<Void> done) {
    return Behaviors.withTimers(
        timers ->
            Behaviors.setup(
                context -> new StudentTrainer(context, timers, new Task(room, metrics, done))));
  }

  private record Task(TrainingRoom room, TrainerMetrics metrics, CompletableFuture<Void> done) {}

  private StudentTrainer(ActorContext<Command> context, TimerScheduler<Command> timers, Task task) {
    super(context);
    this.timers = timers;
    this.room = task.room();
    this.metrics = task.metrics();
    this.done = task.done();
    begin();
  }

  private void begin() {
    life++;
    beginsAnew = false;
    parts.clear();
    tails = Optional.empty();
    room.newcomer();
    timers.startTimerAtFixedRate(Arriving.INSTANCE, Duration.ZERO, ARRIVING);
    TrainerListener listener = new Forwarding(getContext().getSelf(), whileStopping);
    spawn(Trainer.create(room::berth, listener, metrics, Clock.systemUTC()), "trainer");
  }

  /** A part on its own thread; all of them end with this actor, or when it begins anew. */
  private <T> ActorRef<T> spawn(Behavior<T> part, String name) {
    Behavior<T> stopping = Behaviors.supervise(part).onFailure(SupervisorStrategy.stop());
    ActorRef<T> spawned = getContext().spawn(stopping, name + "-" + life, PINNED);
    getContext().watch(spawned);
    parts.add(spawned);
    return spawned;
  }

  /** Turns what the parts say into messages. */
  private record Forwarding(
      ActorRef<Command> self, AtomicReference<@Nullable Throwable> whileStopping)
      implements TrainerListener {
    @Override
    public void ready(ActorRef<Trainer.Command> trainer, Berth berth) {
      self.tell(new Ready(trainer, berth));
    }

    @Override
    public void joins() {
      self.tell(Joins.INSTANCE);
    }

    @Override
    public void awaitsLast() {
      self.tell(AwaitsLast.INSTANCE);
    }

    @Override
    public void finished() {
      self.tell(Finished.INSTANCE);
    }

    /** While this actor stops it hears no message any more. */
    @Override
    public void failed(Throwable cause) {
      if (!(cause instanceof FellBehind)) {
        whileStopping.set(cause);
      }
      self.tell(new Broken(cause));
    }
  }

  /** What is found goes straight to the trainer. */
  private record Finding(ActorRef<Trainer.Command> trainer, ActorRef<Command> self)
      implements GradientFeed.Listener {
    @Override
    public void found(PeerGradient gradient) {
      trainer.tell(new Trainer.Found(gradient));
    }

    @Override
    public void caughtUp() {
      trainer.tell(Trainer.CaughtUp.INSTANCE);
    }

    @Override
    public void failed(Throwable cause) {
      self.tell(new Broken(cause));
    }
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Ready.class, this::onReady)
        .onMessage(ProbesRead.class, this::onProbesRead)
        .onMessage(Joins.class, joins -> onJoins())
        .onMessage(Arriving.class, arriving -> onArriving())
        .onMessage(Joined.class, this::onJoined)
        .onMessage(AwaitsLast.class, awaits -> onAwaitsLast())
        .onMessage(Finished.class, finished -> leave())
        .onMessage(Broken.class, this::onBroken)
        .onMessage(Stop.class, stop -> leave())
        .onSignal(Terminated.class, this::onEnded)
        .onSignal(PostStop.class, signal -> onStopped())
        .build();
  }

  private Behavior<Command> onReady(Ready ready) {
    TrainerTails heard = new TrainerTails(room, ready.trainer(), ready.berth().self());
    tails = Optional.of(heard);
    poll(heard::control, "control");
    poll(heard::arrivals, "arrivals");
    if (!room.scoresProbes()) {
      return onProbesRead(new ProbesRead(ready));
    }
    ActorRef<Command> self = getContext().getSelf();
    poll(() -> heard.probes(() -> self.tell(new ProbesRead(ready))), "probes");
    return this;
  }

  /** No step comes before: what it reports must not depend on how fast probes are read. */
  private Behavior<Command> onProbesRead(ProbesRead read) {
    ActorRef<Trainer.Command> born = read.ready().trainer();
    Berth berth = read.ready().berth();
    TargetFeed.Outlets outlets =
        new TargetFeed.Outlets(step -> born.tell(new Trainer.Learn(step)), broken());
    ActorRef<TargetFeed.Command> targets =
        spawn(
            TargetFeed.create(
                () -> room.targets(berth.desk().point()), outlets, metrics, Clock.systemUTC()),
            "targets");
    ActorRef<GradientFeed.Command> gradients =
        spawn(
            GradientFeed.create(
                () -> room.gradients(berth),
                new Finding(born, getContext().getSelf()),
                metrics,
                berth.desk().point().nextStep()),
            "gradients");
    born.tell(new Trainer.Begin(new Feeds(targets, gradients)));
    return this;
  }

  private void poll(Supplier<Polling.Source> opening, String name) {
    spawn(Polling.create(opening, broken()), name);
  }

  private Consumer<Throwable> broken() {
    ActorRef<Command> self = getContext().getSelf();
    return cause -> self.tell(new Broken(cause));
  }

  private Behavior<Command> onJoins() {
    ActorRef<Command> self = getContext().getSelf();
    Joined joined = new Joined(life);
    Runnable onDeal = () -> self.tell(joined);
    tails.ifPresent(heard -> poll(() -> heard.membership(onDeal), "membership"));
    return this;
  }

  private Behavior<Command> onJoined(Joined joined) {
    if (joined.life() == life) {
      timers.cancel(Arriving.INSTANCE);
    }
    return this;
  }

  /** The others write down what they find as long as they know that someone comes. */
  private Behavior<Command> onArriving() {
    room.announceArrival();
    return this;
  }

  private Behavior<Command> onAwaitsLast() {
    tails.ifPresent(heard -> poll(heard::checkpoints, "checkpoints"));
    return this;
  }

  private Behavior<Command> onBroken(Broken broken) {
    if (broken.cause() instanceof FellBehind) {
      beginsAnew = true;
      getContext().getChildren().forEach(getContext()::stop);
      return this;
    }
    failure = Optional.of(broken.cause());
    return leave();
  }

  private Behavior<Command> leave() {
    room.leave();
    return Behaviors.stopped();
  }

  /** A part that cannot go on says so first; one that did not, died of an error. */
  private Behavior<Command> onEnded(Terminated ended) {
    if (beginsAnew) {
      if (getContext().getChildren().isEmpty()) {
        begin();
      }
      return this;
    }
    if (!parts.contains(ended.getRef())) {
      return this;
    }
    Throwable cause = ended instanceof ChildFailed failed ? failed.getCause() : null;
    failure = Optional.of(new PartEnded(ended.getRef().path().name(), cause));
    return leave();
  }

  /** Comes after every part has stopped. */
  private Behavior<Command> onStopped() {
    room.close();
    failure
        .or(() -> Optional.ofNullable(whileStopping.get()))
        .ifPresentOrElse(done::completeExceptionally, () -> done.complete(null));
    return this;
  }
}
