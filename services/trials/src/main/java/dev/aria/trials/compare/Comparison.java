package dev.aria.trials.compare;

import dev.aria.core.record.RegionMapRecord;
import dev.aria.emoji.demo.DemoRun;
import dev.aria.emoji.demo.DemoSettings;
import dev.aria.emoji.demo.Distillation;
import dev.aria.emoji.problem.EmojiProblem;
import dev.aria.operations.monitor.CorpusRegions;
import dev.aria.operations.stack.Connections;
import dev.aria.operations.stack.Servers;
import dev.aria.operations.text.Narration;
import dev.aria.runtime.kafka.Cluster;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * Distils the built-in problem once for each (seed, policy), with the four services as processes,
 * and measures every student at the same held-out points. What is finished is not run again.
 */
public final class Comparison {
  private final ComparisonSettings settings;
  private final Supplier<Servers> servers;
  private final Narration narration;

  public Comparison(ComparisonSettings settings, Supplier<Servers> servers, Narration narration) {
    this.settings = settings;
    this.servers = servers;
    this.narration = narration;
  }

  /** Runs what is missing; everything it started is stopped when it returns or throws. */
  public void run() {
    try (EmojiProblem problem = EmojiProblem.open(settings.data())) {
      String name = ComparisonName.of(settings.common(), ProblemDigest.of(problem));
      ComparisonFolder folder = ComparisonFolder.of(settings, name);
      RunResults known = folder.results();
      List<PlannedRun> pending = known.pending(settings.runs());
      narration.say(
          "comparison '%s': %d runs, %d of them finished already"
              .formatted(name, settings.runs().size(), settings.runs().size() - pending.size()));
      List<SpentRun> spent = settings.keepTopics() ? List.of() : spent(problem, name, known);
      if (!pending.isEmpty() || !spent.isEmpty()) {
        try (Servers running = start();
            Cluster cluster = Connections.cluster(running.kafka())) {
          spent.forEach(run -> run.delete(cluster));
          Work work = new Work(problem, cluster, new Distillation(running, cluster, narration));
          finish(work, name, pending, folder);
        }
      }
      tell(folder);
    }
  }

  private record Work(EmojiProblem problem, Cluster cluster, Distillation distillation) {}

  private Servers start() {
    narration.say("starting Kafka and Redis under " + settings.data());
    return servers.get();
  }

  private void finish(Work work, String name, List<PlannedRun> pending, ComparisonFolder folder) {
    if (pending.isEmpty()) {
      return;
    }
    work.distillation().loadCorpus(work.problem());
    CorpusRegions.newest(work.cluster(), DemoSettings.CORPUS).ifPresent(folder::checkRegions);
    Measurement measurement = new Measurement(work.problem(), work.cluster());
    int done = 0;
    for (PlannedRun planned : pending) {
      narration.say("run %d of %d: %s".formatted(++done, pending.size(), planned));
      DemoRun run =
          work.distillation()
              .open(planned.name(name), settings.of(planned), work.problem(), planned.seed());
      folder.checkFresh(run);
      RegionMapRecord regions = work.distillation().distil(run);
      folder.checkRegions(regions);
      finished(measurement.of(planned, run, regions), folder);
      if (!settings.keepTopics()) {
        new SpentRun(run, settings.of(planned)).delete(work.cluster());
      }
    }
  }

  private void finished(RunResult result, ComparisonFolder folder) {
    folder.add(result);
    narration.say(
        "%s: macro average of the held-out discrepancy %.4f"
            .formatted(result.run(), result.value(Measure.MACRO)));
  }

  private DemoRun open(EmojiProblem problem, String name, PlannedRun planned) {
    return DemoRun.open(planned.name(name), settings.of(planned), problem, planned.seed());
  }

  private List<SpentRun> spent(EmojiProblem problem, String name, RunResults known) {
    return known.all().stream()
        .map(RunResult::run)
        .filter(planned -> DemoRun.exists(planned.name(name), settings.of(planned)))
        .map(planned -> new SpentRun(open(problem, name, planned), settings.of(planned)))
        .filter(SpentRun::remains)
        .toList();
  }

  private void tell(ComparisonFolder folder) {
    Path table = folder.writeReport();
    narration.show(folder.report());
    narration.say("table: %s   runs: %s".formatted(table, folder.runs()));
    narration.say("done in " + narration.elapsed());
  }
}
