package dev.aria.cli;

import dev.aria.cli.command.AriaCommand;
import dev.aria.runtime.settings.SettingsRefused;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Entry of the {@code aria} command. Exit codes: 0 done, 1 failed, 2 bad arguments or settings. */
public final class Aria {
  private Aria() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new AriaCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Aria::explain)
        .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command));
  }

  private static int explain(ParameterException mistake, String[] arguments) {
    CommandLine command = mistake.getCommandLine();
    command.getErr().println("aria: " + mistake.getMessage());
    command.getErr().println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return CommandLine.ExitCode.USAGE;
  }

  private static int explain(Exception failure, CommandLine command) {
    command.getErr().println("aria: " + describe(failure));
    if (System.getenv("ARIA_TRACE") != null) {
      failure.printStackTrace(command.getErr());
    } else {
      command.getErr().println("Set ARIA_TRACE=1 for the stack trace.");
    }
    return failure instanceof SettingsRefused
        ? CommandLine.ExitCode.USAGE
        : CommandLine.ExitCode.SOFTWARE;
  }

  private static String describe(Exception failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
