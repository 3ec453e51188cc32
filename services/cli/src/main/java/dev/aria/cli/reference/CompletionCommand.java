package dev.aria.cli.reference;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code aria completion}: what lets a shell complete the commands and options of {@code aria}. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description =
        "Print a script by which bash and zsh complete commands, options and their values: source "
            + "<(./aria completion).")
public final class CompletionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    CommandSpec root = spec.root();
    spec.commandLine().getOut().print(AutoComplete.bash(root.name(), root.commandLine()));
    return 0;
  }
}
