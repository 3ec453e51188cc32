package dev.aria.cli.run;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aria run}: runs as things: written, checked, listed, deleted. */
@Command(
    name = "run",
    aliases = "runs",
    mixinStandardHelpOptions = true,
    description =
        "Write the file of a run of your own models; check what a run's file names; list and delete "
            + "runs.",
    subcommands = {
      NewRunCommand.class,
      CheckRunCommand.class,
      ListRunsCommand.class,
      DeleteRunCommand.class
    })
public final class RunCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say new, check, list or delete");
  }
}
