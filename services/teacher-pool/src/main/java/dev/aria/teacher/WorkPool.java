package dev.aria.teacher;

import dev.aria.teacher.draws.Work;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Assigns draw batches to the workers that ask for work, so that a slow device takes less. A worker
 * gets a full job at once, or after a short wait what there is.
 */
final class WorkPool extends AbstractBehavior<WorkPool.Command> {
  /** What the pool is told. */
  sealed interface Command {}

  /** A draw batch that waits for a worker. */
  record Add(Work work) implements Command {}

  /** The probe sets of this map, to be built before any more draws. */
  record AddProbes(String regionMapDigest) implements Command {}

  /** Batches of these partitions are another member's now. */
  record Withdraw(Set<Integer> partitions) implements Command {
    Withdraw {
      partitions = Set.copyOf(partitions);
    }
  }

  /** {@code worker} has nothing to do. */
  record Pull(ActorRef<TeacherWorker.Command> worker) implements Command {}

  private enum WaitOver implements Command {
    INSTANCE
  }

  private final TimerScheduler<Command> timers;
  private final WorkQueue queue;
  private final Duration wait;
  private final Deque<ActorRef<TeacherWorker.Command>> idle = new ArrayDeque<>();
  private final Map<ActorRef<TeacherWorker.Command>, Set<Integer>> busy = new HashMap<>();
  private Optional<TeacherWorker.BuildProbes> probes = Optional.empty();

  /**
   * @param queue of full jobs and their bounds
   * @param wait longest wait for a job to fill
   */
  static Behavior<Command> create(WorkQueue queue, Duration wait) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new WorkPool(context, timers, queue, wait)));
  }

  private WorkPool(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      WorkQueue queue,
      Duration wait) {
    super(context);
    this.timers = timers;
    this.queue = queue;
    this.wait = wait;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Add.class, this::onAdd)
        .onMessage(AddProbes.class, this::onAddProbes)
        .onMessage(Withdraw.class, this::onWithdraw)
        .onMessage(Pull.class, this::onPull)
        .onMessage(WaitOver.class, this::onWaitOver)
        .build();
  }

  private Behavior<Command> onAdd(Add added) {
    queue.add(added.work());
    return assignFullJobs();
  }

  private Behavior<Command> onAddProbes(AddProbes added) {
    probes = Optional.of(new TeacherWorker.BuildProbes(added.regionMapDigest()));
    return assignFullJobs();
  }

  private Behavior<Command> onWithdraw(Withdraw withdraw) {
    queue.revoked(withdraw.partitions());
    return this;
  }

  private Behavior<Command> onPull(Pull pull) {
    busy.remove(pull.worker());
    idle.addLast(pull.worker());
    return assignFullJobs();
  }

  private Behavior<Command> onWaitOver(WaitOver over) {
    if (queue.hasWork(busyPartitions()) && !idle.isEmpty()) {
      assignOne();
    }
    return assignFullJobs();
  }

  private Behavior<Command> assignFullJobs() {
    if (probes.isPresent() && !idle.isEmpty()) {
      idle.removeFirst().tell(probes.get());
      probes = Optional.empty();
    }
    while (!idle.isEmpty() && queue.fillsJob(busyPartitions())) {
      assignOne();
    }
    if (idle.isEmpty() || !queue.hasWork(busyPartitions())) {
      timers.cancel(WaitOver.INSTANCE);
    } else if (!timers.isTimerActive(WaitOver.INSTANCE)) {
      timers.startSingleTimer(WaitOver.INSTANCE, WaitOver.INSTANCE, wait);
    }
    return this;
  }

  private void assignOne() {
    List<Work> job = queue.take(busyPartitions());
    ActorRef<TeacherWorker.Command> worker = idle.removeFirst();
    busy.put(worker, job.stream().map(Work::partition).collect(Collectors.toSet()));
    worker.tell(new TeacherWorker.Infer(job));
  }

  private Set<Integer> busyPartitions() {
    return busy.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
  }
}
