package dev.aria.cli.option;

import dev.aria.console.ConsoleDisplay;
import dev.aria.console.ConsoleSettings;
import dev.aria.operations.monitor.RunDisplay;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the console's page is served. */
public final class ConsoleOptions {
  private static final int USUAL_PORT = 9500;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--console-port",
      paramLabel = "PORT",
      description =
          "Port of the console's page; 0 for any (default: 9500, or any if that is taken).")
  private Optional<Integer> port;

  @Option(
      names = "--console-host",
      paramLabel = "HOST",
      defaultValue = ConsoleSettings.LOOPBACK,
      description =
          "Address that the console listens on; from other machines it shows nothing without the "
              + "token (default: ${DEFAULT-VALUE}).")
  private String host;

  @Option(names = "--no-console", description = "Serve no console.")
  private boolean off;

  /** The console of a run whose data lie under {@code data}, or none. */
  public RunDisplay display(Path data) {
    return off
        ? RunDisplay.NONE
        : new ConsoleDisplay(settings(), port.isEmpty(), data, command.commandLine().getOut());
  }

  /**
   * Where it listens.
   *
   * @throws ParameterException when port or host cannot be used
   */
  public ConsoleSettings settings() {
    try {
      return new ConsoleSettings(host, port.orElse(USUAL_PORT));
    } catch (IllegalArgumentException mistake) {
      throw new ParameterException(command.commandLine(), String.valueOf(mistake.getMessage()));
    }
  }
}
