package dev.aria.teacher;

import dev.aria.core.record.TargetBatch;
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
 * its bench is opened, used and closed.
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

  /** Build the probe sets of the regions of this map, unless they lie in the log already. */
  record BuildProbes(String regionMapDigest) implements Command {}

  /** Where answers and failures go, and the time that answers took. */
  record Outlets(
      ActorRef<WorkPool.Command> pool,
      Consumer<DrawFeed.Inferred> answers,
      Consumer<Throwable> failures,
      PoolSpeed speed) {}

  private final Outlets outlets;
  private final WorkBench bench;
  private final PoolMetrics metrics;
  private final Clock clock;
  private Instant idleSince;

  /**
   * @param opening opens the teacher; called on the worker's own thread
   */
  static Behavior<Command> create(
      Supplier<WorkBench> opening, Outlets outlets, PoolMetrics metrics, Clock clock) {
    return Behaviors.setup(
        context -> {
          try {
            return new TeacherWorker(context, opening.get(), outlets, metrics, clock);
          } catch (RuntimeException e) {
            outlets.failures().accept(e);
            return Behaviors.stopped();
          }
        });
  }

  private TeacherWorker(
      ActorContext<Command> context,
      WorkBench bench,
      Outlets outlets,
      PoolMetrics metrics,
      Clock clock) {
    super(context);
    this.bench = bench;
    this.outlets = outlets;
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
            outlets.answers().accept(new DrawFeed.Inferred(infer.job().get(i), targets.get(i)));
          }
        });
  }

  private List<TargetBatch> targets(List<Work> job) {
    String worker = getContext().getSelf().path().name();
    outlets.speed().began(worker, job.stream().mapToInt(Work::samples).sum());
    List<TargetBatch> targets = bench.maker().make(job.stream().map(Work::draws).toList());
    outlets.speed().ended(worker);
    return targets;
  }

  private Behavior<Command> onBuildProbes(BuildProbes build) {
    return attempt(() -> bench.probes().build(build.regionMapDigest()));
  }

  private Behavior<Command> attempt(Runnable job) {
    try {
      job.run();
    } catch (RuntimeException e) {
      outlets.failures().accept(e);
      return Behaviors.stopped();
    }
    pull();
    return this;
  }

  private void pull() {
    idleSince = clock.instant();
    outlets.pool().tell(new WorkPool.Pull(getContext().getSelf()));
  }

  private Behavior<Command> onStop() {
    bench.close();
    return this;
  }
}
