package dev.aria.cli.command;

import dev.aria.cli.option.DataFolder;
import dev.aria.operations.text.Narration;
import dev.aria.trials.soak.Soak;
import dev.aria.trials.soak.SoakOutcome;
import dev.aria.trials.soak.SoakSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aria soak}: a long run, and the memory of its services. */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    description =
        "Train a small student for many steps with a tiny teacher, record the resident memory of "
            + "every service, and judge whether it is flat over the second half. Exits with 1 when "
            + "it is not.")
public final class SoakCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DataFolder data;

  @Option(
      names = "--steps",
      defaultValue = "10000",
      description = "Global steps (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--micro-batch",
      defaultValue = "25",
      description = "Draws of one (step, shard), of 4 shards (default: ${DEFAULT-VALUE}).")
  private int microBatch;

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      defaultValue = "1",
      description = "Time between two looks at the memory (default: ${DEFAULT-VALUE}).")
  private int every;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Clock clock = Clock.systemUTC();
    SoakSettings settings = settings();
    Path folder = data.of("soak", clock.instant());
    SoakOutcome outcome = new Soak(settings, folder, new Narration(out, clock)).run();
    out.println(outcome.markdown());
    out.println("memory.tsv, memory.md and memory.png are in " + folder);
    return outcome.isFlat() ? 0 : 1;
  }

  private SoakSettings settings() {
    try {
      return new SoakSettings(data.path(), steps, microBatch, Duration.ofSeconds(every));
    } catch (IllegalArgumentException mistake) {
      throw new ParameterException(spec.commandLine(), String.valueOf(mistake.getMessage()));
    }
  }
}
