package dev.aria.cli.data;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aria data}: makes, shows and checks paired sets. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    description = "Make a paired set of pictures with captions; show it, check it.",
    subcommands = {DataPairsCommand.class, DataShowCommand.class, DataCheckCommand.class})
public final class DataCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say pairs, show or check");
  }
}
