package dev.aria.trials.chaos;

import dev.aria.emoji.demo.DemoSettings;
import dev.aria.operations.audit.AuditResult;
import dev.aria.operations.audit.RunAudit;
import dev.aria.operations.audit.Violation;
import dev.aria.operations.replay.Replay;
import dev.aria.operations.replay.ReplayStudent;
import dev.aria.operations.run.RunFiles;
import dev.aria.operations.stack.Servers;
import dev.aria.operations.stack.ServiceKind;
import dev.aria.operations.text.Narration;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.topic.Topics;
import dev.aria.trials.chaos.faults.FaultTarget;
import dev.aria.trials.chaos.faults.Injection;
import dev.aria.trials.chaos.faults.PlannedFault;
import dev.aria.trials.chaos.processes.ChaosServers;
import dev.aria.trials.chaos.processes.DeathCheck;
import dev.aria.trials.chaos.processes.ServiceProcesses;
import dev.aria.trials.chaos.recovery.Mark;
import dev.aria.trials.chaos.recovery.RedisView;
import dev.aria.trials.chaos.recovery.RejoinCheck;
import dev.aria.trials.chaos.recovery.RunOver;
import dev.aria.trials.chaos.recovery.RunTimeline;
import dev.aria.trials.chaos.recovery.TimelineWatch;
import java.time.Clock;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** One run: started, hit by faults, brought to its end, audited and replayed. */
final class ChaosRun {
  /** Student that learns the same targets again. */
  static final String REPLAYED = "replayed";

  private static final int TEACHERS = 2;
  private static final int ALLOCATORS = 2;

  /** Steps that a recovery may take at the end of a run: no fault is begun in the last part. */
  private static final double LAST_PART = 0.2;

  private static final int STEPS_BEFORE_FAULTS = 20;
  private static final Duration TO_THE_END = Duration.ofMinutes(10);

  private final RunFiles files;
  private final RunSettings run;
  private final ChaosSettings settings;
  private final ChaosServers servers;
  private final Cluster cluster;
  private final Narration narration;
  private final Trials trials;

  ChaosRun(
      RunFiles files,
      ChaosSettings settings,
      ChaosServers servers,
      Cluster cluster,
      Narration narration) {
    this.files = files;
    this.run = Settings.load("--config", files.settings().toString()).run();
    this.settings = settings;
    this.servers = servers;
    this.cluster = cluster;
    this.narration = narration;
    this.trials = new Trials(run.name());
  }

  /** Does the first of {@code due} to the run, and takes those off that were begun. */
  RunOutcome under(Deque<PlannedFault> due) {
    try {
      servers.mend();
      cluster.ensure(Topics.ofRun(run));
      train(due);
      AuditResult audited = audit();
      narration.show(audited.text());
      return RunOutcome.ended(run.name(), trials.all(), audited);
    } catch (RuntimeException failure) { // whatever it was, other runs are none the worse for it
      RunOutcome failed = RunOutcome.failed(run.name(), trials.all(), failure);
      narration.say("run '%s' failed: %s".formatted(run.name(), failed.failure().orElseThrow()));
      return failed;
    }
  }

  private void train(Deque<PlannedFault> due) {
    Clock clock = Clock.systemUTC();
    RunTimeline timeline = new RunTimeline(DemoSettings.STUDENT, run.shards(), run.steps(), clock);
    DeathCheck deaths = new DeathCheck(timeline::isDoneWith, clock);
    try (Servers addresses = servers.addresses();
        RedisView redis = RedisView.of(servers.redis(), run.name());
        ServiceProcesses processes = new ServiceProcesses(files, addresses.settings(), deaths);
        TimelineWatch watch = new TimelineWatch(cluster, run, timeline, processes::check)) {
      Mark start = timeline.mark();
      startServices(processes);
      watch.await(
          "first steps trained",
          seen -> seen.trainedBeyond(start, STEPS_BEFORE_FAULTS),
          TO_THE_END);
      narration.say("run '%s' is under way".formatted(run.name()));
      RejoinCheck rejoins = new RejoinCheck(processes::progress, run.shards());
      int stepsPerTick = run.allocation().stepsPerTick();
      disturb(
          new FaultTarget(
              processes, servers, watch, redis, rejoins, stepsPerTick, settings.patience()),
          due);
      watch.untilFinished(TO_THE_END);
      processes.awaitEnd(ServiceKind.ALLOCATOR, settings.patience());
    }
  }

  private void startServices(ServiceProcesses processes) {
    processes.add(ServiceKind.PROMPT_STREAMER, 1);
    for (int number = 1; number <= TEACHERS; number++) {
      processes.add(ServiceKind.TEACHER_POOL, number);
    }
    for (int number = 1; number <= settings.trainers(); number++) {
      processes.add(ServiceKind.STUDENT_TRAINER, number);
    }
    for (int number = 1; number <= ALLOCATORS; number++) {
      processes.add(ServiceKind.ALLOCATOR, number);
    }
  }

  private void disturb(FaultTarget target, Deque<PlannedFault> due) {
    Injection injection = new Injection(target);
    try {
      for (int done = 0; done < settings.faultsPerRun() && !due.isEmpty(); done++) {
        awaitMoment(target, due.element());
        if (target.timeline().mark().trained() > run.steps() * (1 - LAST_PART)) {
          return;
        }
        tell(trials.attempt(due, injection::inject));
      }
      awaitRejoins(target);
    } catch (RunOver over) {
      narration.say("%s; what was not tried is due in the next run".formatted(over.getMessage()));
    }
  }

  private void tell(Trial trial) {
    trial
        .recovery()
        .ifPresent(
            recovery ->
                narration.say(
                    "%s: recovered by %s in %.1f s"
                        .formatted(
                            trial.fault(), trial.recoveredBy(), recovery.time().toMillis() / 1e3)));
  }

  private static void awaitMoment(FaultTarget target, PlannedFault fault) {
    Mark recovered = target.timeline().mark();
    target.watch().until("processes serve", target.processes()::serving, target.patience());
    awaitRejoins(target);
    target
        .watch()
        .await(
            "the moment of the next fault",
            timeline -> timeline.trainedBeyond(recovered, fault.afterSteps()),
            target.patience());
  }

  /** Waits until every process that was away is at work again. */
  private static void awaitRejoins(FaultTarget target) {
    RejoinCheck rejoins = target.rejoins();
    target
        .watch()
        .until(
            "back at work: " + rejoins.missing(),
            () -> rejoins.areBack(target.timeline().isDoneWith(ServiceKind.PROMPT_STREAMER)),
            target.patience());
  }

  private AuditResult audit() {
    narration.say("run '%s' is at its end; auditing and replaying it".formatted(run.name()));
    RunAudit audit = new RunAudit(cluster, run);
    AuditResult audited = audit.of(DemoSettings.STUDENT).with(rebuildStatistics());
    replay();
    return audited.against(audit.of(REPLAYED));
  }

  private List<Violation> rebuildStatistics() {
    try (Servers addresses = servers.addresses();
        RedisView redis = RedisView.of(servers.redis(), run.name())) {
      return new RebuiltStatistics(
              files, addresses.settings(), servers::flushRedis, settings.patience())
          .compare(redis);
    }
  }

  /** One trainer, alone and undisturbed, over the same targets, from the same first weights. */
  private void replay() {
    ReplayStudent again =
        new ReplayStudent(
            REPLAYED, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    try (Servers addresses = servers.addresses()) {
      new Replay(addresses, files, run).train(again, 1);
    }
  }
}
