package dev.aria.cli.command;

import dev.aria.cli.option.DataOptions;
import dev.aria.operations.text.Narration;
import dev.aria.trials.bench.Bench;
import dev.aria.trials.bench.BenchSettings;
import dev.aria.trials.bench.ConsoleBench;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aria bench}: what the pipeline costs. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Measure the whole pipeline against a bare loop of the same teacher and student in one "
            + "process, and replay against a student that learns from memory, in turns, as ratios.")
public final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DataOptions options;

  @Option(
      names = "--repeat",
      defaultValue = "3",
      description = "Repetitions (default: ${DEFAULT-VALUE}).")
  private int repeat;

  @Option(
      names = "--steps",
      defaultValue = "400",
      description = "Global steps of each loop (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--warm-up",
      defaultValue = "150",
      description = "Steps of them not measured at the start (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--probes",
      description =
          "Also run the pipeline with its probes scored, which the bare loop has none of.")
  private boolean probes;

  @Option(
      names = "--paths",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "Also run the pipeline with this part of its draws on the teacher's own sampling paths, "
              + "in [0, 1); 0 does not (default: ${DEFAULT-VALUE}).")
  private double paths;

  @Option(
      names = "--pipelines",
      description =
          "Leave out the bare loop in turn, replay and the loop in memory: less time for each "
              + "repetition, where pipelines are set against each other.")
  private boolean pipelines;

  @Option(
      names = "--console",
      paramLabel = "TURNS",
      description =
          "Measure instead what a console costs the run that it watches: one run, during which it "
              + "works and hangs in so many turns, and is killed in the end.")
  private Optional<Integer> console;

  @Override
  public Integer call() {
    Narration narration = new Narration(spec.commandLine().getOut(), Clock.systemUTC());
    if (console.isPresent()) {
      consoles(console.get(), narration).run();
    } else {
      new Bench(settings(), options::servers, narration).run();
    }
    return 0;
  }

  private BenchSettings settings() {
    return checked(
        () -> new BenchSettings(options.data(), steps, warmUp, repeat, probes, paths, pipelines));
  }

  private ConsoleBench consoles(int turns, Narration narration) {
    return checked(
        () -> new ConsoleBench(options.data(), warmUp, turns, options::servers, narration));
  }

  private <T> T checked(Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException mistake) {
      throw new ParameterException(spec.commandLine(), String.valueOf(mistake.getMessage()));
    }
  }
}
