package dev.aria.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aria corpus}: prompts in, the built-in problem out. */
@Command(
    name = "corpus",
    mixinStandardHelpOptions = true,
    description = "Load prompts into a corpus; write the built-in problem to files.",
    subcommands = {LoadCorpusCommand.class, ExportCorpusCommand.class})
public final class CorpusCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say load or export");
  }
}
