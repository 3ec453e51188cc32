package dev.aria.trials.compare;

import dev.aria.core.record.RegionMapRecord;
import dev.aria.emoji.demo.DemoRun;
import dev.aria.emoji.demo.DemoSettings;
import dev.aria.emoji.demo.Distillation;
import dev.aria.emoji.problem.EmojiProblem;
import dev.aria.operations.monitor.CorpusRegions;
import dev.aria.operations.monitor.TopicScan;
import dev.aria.operations.stack.Connections;
import dev.aria.operations.stack.Servers;
import dev.aria.operations.text.Narration;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import dev.aria.trials.runs.TrainingLoss;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Runs of a comparison with the four services as processes, one run after another. */
final class ServiceRuns implements ComparedRuns {
  private final ComparisonSettings settings;
  private final EmojiProblem problem;
  private final Supplier<Servers> servers;
  private final Narration narration;

  ServiceRuns(
      ComparisonSettings settings,
      EmojiProblem problem,
      Supplier<Servers> servers,
      Narration narration) {
    this.settings = settings;
    this.problem = problem;
    this.servers = servers;
    this.narration = narration;
  }

  private record Work(Cluster cluster, Distillation distillation) {}

  @Override
  public void finish(String name, List<PlannedRun> pending, List<SpentRun> spent, Results results) {
    if (pending.isEmpty() && spent.isEmpty()) {
      return;
    }
    narration.say("starting Kafka and Redis under " + settings.data());
    try (Servers running = servers.get();
        Cluster cluster = Connections.cluster(running.kafka())) {
      spent.forEach(run -> run.delete(cluster));
      Work work = new Work(cluster, new Distillation(running, cluster, narration));
      if (!pending.isEmpty()) {
        finish(work, name, pending, results);
      }
    }
  }

  private void finish(Work work, String name, List<PlannedRun> pending, Results results) {
    work.distillation().loadCorpus(problem);
    CorpusRegions.newest(work.cluster(), DemoSettings.CORPUS)
        .ifPresent(results.folder()::checkRegions);
    int done = 0;
    for (PlannedRun planned : pending) {
      narration.say("run %d of %d: %s".formatted(++done, pending.size(), planned));
      DemoRun run =
          work.distillation()
              .open(planned.name(name), settings.of(planned), problem, planned.seed());
      results.folder().checkFresh(run);
      RegionMapRecord regions = work.distillation().distil(run);
      results.folder().checkRegions(regions);
      results.add(trained(work.cluster(), planned, run), regions);
      if (!settings.keepTopics()) {
        new SpentRun(run, settings.of(planned)).delete(work.cluster());
      }
    }
  }

  private static TrainedRun trained(Cluster cluster, PlannedRun planned, DemoRun run) {
    RunSettings agreed = run.agreed();
    TrainingLoss loss = new TrainingLoss(agreed.steps());
    new TopicScan(cluster).whole(Topics.stepReports(agreed), loss::add);
    return new TrainedRun(planned, run.trained(), loss.mean(), OptionalLong.empty());
  }
}
