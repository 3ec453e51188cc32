package dev.aria.cli.run;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aria run}: runs before they begin. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Write the file of a run of your own models; check what a run's file names.",
    subcommands = {NewRunCommand.class, CheckRunCommand.class})
public final class RunCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say new or check");
  }
}
