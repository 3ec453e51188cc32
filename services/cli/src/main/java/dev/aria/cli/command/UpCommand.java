package dev.aria.cli.command;

import dev.aria.cli.option.ConsoleOptions;
import dev.aria.cli.option.DataOptions;
import dev.aria.cli.option.RunOptions;
import dev.aria.operations.run.RunFiles;
import dev.aria.operations.stack.Servers;
import dev.aria.operations.up.RunningStack;
import dev.aria.operations.up.StopSignal;
import dev.aria.runtime.settings.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aria up}: the servers and the four services of a run, until Ctrl-C. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description =
        "Start Kafka and Redis, unless others are named, and the four services of a run; stop all "
            + "of it on Ctrl-C.")
public final class UpCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DataOptions options;

  @Mixin private RunOptions runs;

  @Mixin private ConsoleOptions console;

  @Option(names = "--servers-only", description = "Start Kafka and Redis, and no service.")
  private boolean serversOnly;

  @Override
  public Integer call() {
    if (serversOnly == runs.given()) {
      throw new ParameterException(
          spec.commandLine(), "say which run with --config or --run, or say --servers-only");
    }
    if (serversOnly) {
      try (StopSignal signal = StopSignal.listen();
          Servers servers = options.servers()) {
        new RunningStack(servers, spec.commandLine().getOut(), signal).serve();
      }
    } else {
      serveRun();
    }
    return 0;
  }

  private void serveRun() {
    Settings settings = runs.settings(options.data());
    RunFiles files = runs.files(options.data());
    try (StopSignal signal = StopSignal.listen();
        Servers servers = options.servers(settings)) {
      new RunningStack(servers, spec.commandLine().getOut(), signal)
          .serve(files, settings, console.display(options.data()));
    }
  }
}
