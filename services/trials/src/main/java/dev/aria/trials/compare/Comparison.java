package dev.aria.trials.compare;

import dev.aria.emoji.demo.DemoRun;
import dev.aria.emoji.problem.EmojiProblem;
import dev.aria.operations.stack.Servers;
import dev.aria.operations.text.Narration;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * Distils the built-in problem once for each (seed, policy), with the four services as processes or
 * in this process, and measures every student at the same held-out points. What is finished is not
 * run again.
 */
public final class Comparison {
  private final ComparisonSettings settings;
  private final Supplier<Servers> servers;
  private final Narration narration;

  /**
   * @param servers starts Kafka and Redis; not asked when the runs are in-process
   */
  public Comparison(ComparisonSettings settings, Supplier<Servers> servers, Narration narration) {
    this.settings = settings;
    this.servers = servers;
    this.narration = narration;
  }

  /** Runs what is missing; everything it started is stopped when it returns or throws. */
  public void run() {
    try (EmojiProblem problem = EmojiProblem.open(settings.data())) {
      String name =
          ComparisonName.of(settings.common(), settings.engine(), ProblemDigest.of(problem));
      ComparisonFolder folder = ComparisonFolder.of(settings, name);
      RunResults known = folder.results();
      List<PlannedRun> pending = known.pending(settings.runs());
      narration.say(
          "comparison '%s': %d runs, %d of them finished already"
              .formatted(name, settings.runs().size(), settings.runs().size() - pending.size()));
      List<SpentRun> spent = settings.keepTopics() ? List.of() : spent(problem, name, known);
      Results results = new Results(folder, new Measurement(problem), narration);
      runs(problem).finish(name, pending, spent, results);
      tell(folder);
    }
  }

  private ComparedRuns runs(EmojiProblem problem) {
    return settings.engine().inProcess()
        ? new InProcessRuns(settings, problem, narration)
        : new ServiceRuns(settings, problem, servers, narration);
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
