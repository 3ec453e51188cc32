package dev.aria.cli;

import dev.aria.cli.command.AriaCommand;
import dev.aria.operations.run.OptionsDiffer;
import dev.aria.operations.text.Terminal;
import dev.aria.operations.text.WrappedText;
import dev.aria.runtime.settings.SettingsRefused;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Entry of the {@code aria} command. Exit codes: 0 done, 1 failed, 2 bad arguments or settings. */
public final class Aria {
  private Aria() {}

  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT); // numbers in names, files and commands are for machines
    CommandLine command = commandLine();
    command.setOut(command.getOut()).setErr(command.getErr()); // the same writers for all commands
    System.exit(run(command, arguments));
  }

  /** Picocli explains exceptions and lets errors through, such as those of native libraries. */
  static int run(CommandLine command, String... arguments) {
    try {
      return command.execute(arguments);
    } catch (LinkageError | VirtualMachineError failure) {
      return explain(failure, command);
    } finally {
      command.getOut().flush();
      command.getErr().flush();
    }
  }

  static CommandLine commandLine() {
    return new CommandLine(new AriaCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(Path.class, new PathConverter())
        .setParameterExceptionHandler(Aria::explain)
        .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command));
  }

  private static int explain(ParameterException mistake, String[] arguments) {
    CommandLine command = mistake.getCommandLine();
    tell(command, String.valueOf(mistake.getMessage()));
    command.getErr().println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return CommandLine.ExitCode.USAGE;
  }

  private static int explain(Throwable failure, CommandLine command) {
    tell(command, describe(failure));
    if (System.getenv("ARIA_TRACE") != null) {
      failure.printStackTrace(command.getErr());
    } else {
      command.getErr().println("Set ARIA_TRACE=1 for the stack trace.");
    }
    return failure instanceof SettingsRefused || failure instanceof OptionsDiffer
        ? CommandLine.ExitCode.USAGE
        : CommandLine.ExitCode.SOFTWARE;
  }

  /** On a terminal between words, in lines that it has room for. */
  private static void tell(CommandLine command, String message) {
    WrappedText prose = new WrappedText(Terminal.ERR.columns(), "  ");
    command.getErr().println(prose.of("aria: " + message));
  }

  private static String describe(Throwable failure) {
    if (failure instanceof Error) {
      Throwable cause = failure.getCause(); // an error's message may be no more than a class name
      return cause == null ? failure.toString() : failure + ", by " + cause;
    }
    return PlainWords.of(failure);
  }
}
