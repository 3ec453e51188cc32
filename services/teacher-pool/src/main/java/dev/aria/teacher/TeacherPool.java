package dev.aria.teacher;

import dev.aria.core.discrepancy.Signal;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.model.DiffusionSetting;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.tracing.ShardTraces;
import dev.aria.teacher.draws.DrawLog;
import dev.aria.teacher.draws.PoolSpeed;
import dev.aria.teacher.draws.TargetTraces;
import dev.aria.teacher.inference.Teacher;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ChildFailed;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/** The pool and all its actors: one draw feed, one work pool, one worker a device. */
final class TeacherPool extends AbstractBehavior<TeacherPool.Command> {
  /** What the pool is told. */
  sealed interface Command {}

  /** End in good order; work not yet committed is done again by another member. */
  enum Stop implements Command {
    INSTANCE
  }

  private record Broken(Throwable cause) implements Command {}

  private record Ended(String part) implements Command {}

  /**
   * What the pool is built from.
   *
   * @param cluster where draws come from and targets go
   * @param run the run served
   * @param settings how this pool works
   * @param pairs the paired set
   * @param diffusion the teacher's forward process and what its outputs stand for
   * @param nullCondition (condition shape): the teacher's null condition
   * @param teachers opens the teacher on a device
   * @param meters where everything is counted
   * @param traces where spans go
   */
  record Parts(
      Cluster cluster,
      RunSettings run,
      TeacherPoolSettings settings,
      PairedSet pairs,
      DiffusionSetting diffusion,
      Tensor nullCondition,
      Function<String, Teacher> teachers,
      MeterRegistry meters,
      ShardTraces traces) {}

  private static final DispatcherSelector PINNED = DispatcherSelector.fromConfig("aria.pinned");

  /** Jobs that wait for each worker beside the one that it does. */
  private static final int JOBS_AHEAD = 3;

  private final CompletableFuture<Void> done;
  private Optional<Throwable> failure = Optional.empty();

  /**
   * @param done completed once the pool has ended and closed everything
   */
  static Behavior<Command> create(Parts parts, CompletableFuture<Void> done) {
    return Behaviors.setup(context -> new TeacherPool(context, parts, done));
  }

  private TeacherPool(ActorContext<Command> context, Parts parts, CompletableFuture<Void> done) {
    super(context);
    this.done = done;
    ActorRef<Command> self = context.getSelf();
    Consumer<Throwable> broken = cause -> self.tell(new Broken(cause));
    TeacherPoolSettings settings = parts.settings();
    WorkerWiring wiring = new WorkerWiring(parts);
    WorkerMetrics metrics = new WorkerMetrics(parts.meters());
    PoolSpeed speed = new PoolSpeed(System::nanoTime);
    TargetTraces traces = new TargetTraces(parts.traces(), Clock.systemUTC());
    ActorRef<WorkPool.Command> pool =
        watched(context.spawn(WorkPool.create(queue(parts), settings.batchWait()), "work"));
    ActorRef<DrawFeed.Command> feed =
        spawnFeed(
            parts,
            new Observers(speed, traces),
            pool,
            new DrawFeed.Callbacks(() -> self.tell(Stop.INSTANCE), broken));
    for (int i = 0; i < settings.devices().size(); i++) {
      String device = settings.devices().get(i);
      var callbacks = new TeacherWorker.Callbacks(pool, feed::tell, broken, speed, traces);
      watched(
          context.spawn(
              TeacherWorker.create(
                  () -> wiring.resources(device), callbacks, metrics, Clock.systemUTC()),
              "worker-" + i,
              PINNED));
    }
  }

  private static WorkQueue queue(Parts parts) {
    return new WorkQueue(parts.settings().batchSize(), parts.run().pathDraws() > 0);
  }

  private record Observers(PoolSpeed speed, TargetTraces traces) {}

  private ActorRef<DrawFeed.Command> spawnFeed(
      Parts parts,
      Observers observers,
      ActorRef<WorkPool.Command> pool,
      DrawFeed.Callbacks callbacks) {
    RunSettings run = parts.run();
    TeacherPoolSettings settings = parts.settings();
    int jobBatches = Math.max(1, settings.batchSize() / run.microBatch());
    boolean probed = run.probes().perRegion() > 0 && run.allocation().signal() == Signal.PROBE;
    DrawFeed.Bounds bounds =
        new DrawFeed.Bounds(
            settings.devices().size() * (1 + JOBS_AHEAD) * jobBatches,
            settings.batchesPerTransaction(),
            probed);
    var source =
        new DrawLog.Source(
            parts.cluster(), run, WorkerWiring.inputs(parts), parts.meters(), observers.traces());
    return watched(
        getContext()
            .spawn(
                DrawFeed.create(
                    () -> DrawLog.open(source, settings.member(), observers.speed()),
                    bounds,
                    pool,
                    callbacks),
                "feed",
                PINNED));
  }

  /** No part is supervised: whichever throws, an Error too, ends, and the pool with it. */
  private <T> ActorRef<T> watched(ActorRef<T> part) {
    getContext().watch(part);
    return part;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Broken.class, this::onBroken)
        .onMessage(Stop.class, stop -> Behaviors.stopped())
        .onMessage(Ended.class, this::onEnded)
        .onSignal(ChildFailed.class, failed -> onBroken(new Broken(failed.getCause())))
        .onSignal(Terminated.class, this::onTerminated)
        .onSignal(PostStop.class, signal -> onStopped())
        .build();
  }

  /** Signals overtake messages; told as a message, this comes after what the part has said. */
  private Behavior<Command> onTerminated(Terminated part) {
    getContext().getSelf().tell(new Ended(part.getRef().path().name()));
    return this;
  }

  private Behavior<Command> onEnded(Ended ended) {
    return onBroken(
        new Broken(new IllegalStateException("part '%s' has ended".formatted(ended.part()))));
  }

  private Behavior<Command> onBroken(Broken broken) {
    failure = Optional.of(broken.cause());
    return Behaviors.stopped();
  }

  /** Comes after every part has stopped. */
  private Behavior<Command> onStopped() {
    failure.ifPresentOrElse(done::completeExceptionally, () -> done.complete(null));
    return this;
  }
}
