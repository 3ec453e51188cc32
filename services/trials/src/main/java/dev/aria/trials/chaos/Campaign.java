package dev.aria.trials.chaos;

import dev.aria.emoji.demo.DemoSettings;
import dev.aria.operations.corpus.CorpusLoading;
import dev.aria.operations.run.RunFiles;
import dev.aria.operations.stack.Connections;
import dev.aria.operations.text.Narration;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.settings.KafkaSettings;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import dev.aria.trials.chaos.faults.PlannedFault;
import dev.aria.trials.chaos.processes.ChaosServers;
import dev.aria.trials.runs.TrialProblem;
import dev.aria.trials.runs.TrialRuns;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Run after run under the faults of one schedule, until each has been tried. */
public final class Campaign {
  /** Most runs that may end without a single fault tried, or fail, before it is given up. */
  private static final int MOST_FRUITLESS = 3;

  private static final int MICRO_BATCH = 16;
  private static final int CHECKPOINT_EVERY = 25;

  private final ChaosSettings settings;
  private final Supplier<TrialProblem> problems;
  private final Path folder;
  private final Narration narration;

  /**
   * @param problems opens what the runs are of
   * @param folder new folder for servers, runs and report
   */
  public Campaign(
      ChaosSettings settings, Supplier<TrialProblem> problems, Path folder, Narration narration) {
    this.settings = settings;
    this.problems = problems;
    this.folder = folder;
    this.narration = narration;
  }

  /** Runs it; everything that it started is stopped when it returns or throws. */
  public CampaignOutcome run() {
    List<PlannedFault> schedule = settings.schedule();
    CampaignFolder output = new CampaignFolder(folder);
    output.write(CampaignFolder.SCHEDULE, text(schedule));
    narration.show("seed %d%n%s".formatted(settings.seed(), text(schedule)));
    narration.say("starting Kafka and Redis under " + folder);
    try (TrialProblem problem = problems.get();
        ChaosServers servers = ChaosServers.start(folder);
        Cluster cluster = Connections.cluster(KafkaSettings.of(servers.kafka()))) {
      new CorpusLoading(cluster, TrialRuns.CORPUS).append(problem.prompts());
      TrialRuns runs = new TrialRuns(folder, problem);
      return runAll(new ArrayDeque<>(schedule), runs, servers, cluster, output);
    }
  }

  /** Writes the tables anew after each run, so that a campaign cut short has its own. */
  private CampaignOutcome runAll(
      Deque<PlannedFault> due,
      TrialRuns runs,
      ChaosServers servers,
      Cluster cluster,
      CampaignFolder output) {
    List<RunOutcome> outcomes = new ArrayList<>();
    int fruitless = 0;
    while (!due.isEmpty()
        && fruitless < MOST_FRUITLESS
        && !Thread.currentThread().isInterrupted()) {
      int number = outcomes.size() + 1;
      RunFiles files =
          runs.make(
              "chaos-%d-%d".formatted(settings.seed(), number),
              new TrialRuns.Size(
                  runs.teacher(),
                  settings.stepsFor(due.size()),
                  MICRO_BATCH,
                  CHECKPOINT_EVERY,
                  settings.seed() + number,
                  settings.paths()));
      RunOutcome outcome = new ChaosRun(files, settings, servers, cluster, narration).under(due);
      outcomes.add(outcome);
      fruitless += outcome.holds() && !outcome.trials().isEmpty() ? 0 : 1;
      if (outcome.holds()) {
        forget(files, cluster);
      }
      TrialTable table = outcome(outcomes, due).table();
      output.write(CampaignFolder.TABLE, table.markdown());
      output.write(CampaignFolder.TRIALS, table.tsv());
    }
    return outcome(outcomes, due);
  }

  private CampaignOutcome outcome(List<RunOutcome> outcomes, Deque<PlannedFault> due) {
    return new CampaignOutcome(settings.seed(), outcomes, due.size());
  }

  /** Deletes the records of a run with which all is well: a hundred megabytes. */
  private static void forget(RunFiles files, Cluster cluster) {
    cluster.delete(records(Settings.load("--config", files.settings().toString()).run()));
  }

  /** Topics of a run, its student and the one that was trained again. */
  static List<Topic<?>> records(RunSettings run) {
    return Stream.of(
            Topics.ofRun(run),
            Topics.ofStudent(run, DemoSettings.STUDENT),
            Topics.ofStudent(run, ChaosRun.REPLAYED))
        .flatMap(List::stream)
        .toList();
  }

  private static String text(List<PlannedFault> schedule) {
    return schedule.stream().map(PlannedFault::toString).collect(Collectors.joining("\n"));
  }
}
