package dev.aria.trials.bench;

import dev.aria.emoji.demo.DemoRun;
import dev.aria.emoji.demo.Distillation;
import dev.aria.emoji.problem.EmojiProblem;
import dev.aria.operations.stack.Connections;
import dev.aria.operations.stack.Servers;
import dev.aria.operations.text.Narration;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.trials.runs.Machine;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * Measures what a console costs the run that it watches, and what one costs that hangs or dies, all
 * within one run.
 */
public final class ConsoleBench {
  private final Path data;
  private final ConsolePhases phases;
  private final Supplier<Servers> servers;
  private final Narration narration;
  private final Clock clock = Clock.systemUTC();

  /**
   * A measurement under {@code data}.
   *
   * @param warmUp steps before the first phase, at least 1
   * @param turns how often it works and hangs, at least 1
   */
  public ConsoleBench(
      Path data, int warmUp, int turns, Supplier<Servers> servers, Narration narration) {
    this.data = data;
    this.phases = new ConsolePhases(warmUp, turns);
    this.servers = servers;
    this.narration = narration;
  }

  /** Measures, shows the table and writes it into the data folder. */
  public void run() {
    BenchSettings settings =
        new BenchSettings(data, phases.steps(), phases.warmUp(), 1, false, 0, false);
    ConsoleDriver driver = new ConsoleDriver(phases, data, clock);
    String name = "bench-console-" + clock.instant().getEpochSecond();
    narration.say("starting Kafka and Redis under " + data);
    try (Servers running = servers.get();
        EmojiProblem problem = EmojiProblem.open(data);
        Cluster cluster = Connections.cluster(running.kafka())) {
      Distillation distillation =
          new Distillation(running, cluster, narration, driver, "aria bench --console");
      distillation.loadCorpus(problem);
      PipelineRuns runs = new PipelineRuns(settings, problem, running, cluster, distillation);
      DemoRun run = runs.open(name, Contender.PIPELINE, ConsolePhases.checkpointEvery());
      StepEnds ends = runs.pipeline(run);
      runs.forget(run);
      ConsoleReport report =
          new ConsoleReport(
              Machine.here(),
              clock.instant(),
              phases.steps(),
              phases.absent().stream().map(window -> ends.rate(window, settings.batch())).toList(),
              ConsoleTurn.of(phases, ends, driver, settings.batch()),
              driver.events());
      new BenchFile(data, narration).keep(name, report.markdown());
    }
  }
}
