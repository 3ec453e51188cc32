package dev.aria.teacher;

import dev.aria.core.record.TargetBatch;
import dev.aria.teacher.draws.PoolSpeed;
import dev.aria.teacher.draws.TargetTraces;
import dev.aria.teacher.draws.Work;
import dev.aria.teacher.inference.Assigned;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * One device at work: pulls a job, answers it, pulls the next. Runs on a pinned thread, on which
 * its resources are opened, used and closed.
 */
final class TeacherWorker extends AbstractBehavior<TeacherWorker.Command> {
  /** What a worker is told. */
  sealed interface Command {}

  /** Make targets of these draw batches. */
  record Infer(List<Work> job) implements Command {
    Infer {
      job = List.copyOf(job);
    }
  }

  /** Build the probe sets of this map's regions, except those that Kafka holds already. */
  record BuildProbes(String regionMapDigest) implements Command {}

  /** Where a worker asks for work, where its targets and failures go, and who times it. */
  record Callbacks(
      ActorRef<WorkPool.Command> pool,
      Consumer<DrawFeed.Inferred> answers,
      Consumer<Throwable> failures,
      PoolSpeed speed,
      TargetTraces traces) {}

  private final Callbacks callbacks;
  private final WorkerResources resources;
  private final WorkerMetrics metrics;
  private final Clock clock;
  private Instant idleSince;

  /**
   * @param opening opens the teacher; called on the worker's own thread
   */
  static Behavior<Command> create(
      Supplier<WorkerResources> opening, Callbacks callbacks, WorkerMetrics metrics, Clock clock) {
    return Behaviors.setup(
        context -> {
          try {
            return new TeacherWorker(context, opening.get(), callbacks, metrics, clock);
          } catch (RuntimeException e) {
            callbacks.failures().accept(e);
            return Behaviors.stopped();
          }
        });
  }

  private TeacherWorker(
      ActorContext<Command> context,
      WorkerResources resources,
      Callbacks callbacks,
      WorkerMetrics metrics,
      Clock clock) {
    super(context);
    this.resources = resources;
    this.callbacks = callbacks;
    this.metrics = metrics;
    this.clock = clock;
    this.idleSince = clock.instant();
    pull();
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Infer.class, this::onInfer)
        .onMessage(BuildProbes.class, this::onBuildProbes)
        .onSignal(PostStop.class, signal -> onStop())
        .build();
  }

  private Behavior<Command> onInfer(Infer infer) {
    metrics.waited(Duration.between(idleSince, clock.instant()));
    return attempt(
        () -> {
          List<TargetBatch> targets = targets(infer.job());
          for (int i = 0; i < targets.size(); i++) {
            callbacks.answers().accept(new DrawFeed.Inferred(infer.job().get(i), targets.get(i)));
          }
        });
  }

  private List<TargetBatch> targets(List<Work> job) {
    String worker = getContext().getSelf().path().name();
    List<Assigned> batches =
        job.stream().map(work -> new Assigned(work.draws(), work.assignment())).toList();
    resources.maker().prepare(batches);
    callbacks.traces().began(job);
    callbacks.speed().began(worker, job.stream().mapToInt(Work::samples).sum());
    List<TargetBatch> targets = resources.maker().make(batches);
    callbacks.speed().ended(worker);
    callbacks.traces().made(job);
    return targets;
  }

  private Behavior<Command> onBuildProbes(BuildProbes build) {
    return attempt(() -> resources.probes().build(build.regionMapDigest()));
  }

  private Behavior<Command> attempt(Runnable job) {
    try {
      job.run();
    } catch (RuntimeException e) {
      callbacks.failures().accept(e);
      return Behaviors.stopped();
    }
    pull();
    return this;
  }

  private void pull() {
    idleSince = clock.instant();
    callbacks.pool().tell(new WorkPool.Pull(getContext().getSelf()));
  }

  private Behavior<Command> onStop() {
    resources.close();
    return this;
  }
}
