package dev.aria.cli.option;

import dev.aria.operations.run.RunFiles;
import dev.aria.runtime.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which run a command is about. */
public final class RunOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--run",
      paramLabel = "NAME",
      description = "A run under the data folder (default: the newest).")
  private Optional<String> name;

  @Option(names = "--config", paramLabel = "FILE", description = "A run file that lies elsewhere.")
  private Optional<Path> config;

  /** Whether the user has named a run. */
  public boolean given() {
    return name.isPresent() || config.isPresent();
  }

  /**
   * Settings of the run.
   *
   * @throws ParameterException when there is no such run
   * @throws dev.aria.runtime.settings.SettingsRefused when its settings cannot be used
   */
  public Settings settings(Path data) {
    return Settings.load("--config", file(data).toString());
  }

  /**
   * The run's folder under {@code data}, made when its settings lie elsewhere.
   *
   * @throws dev.aria.operations.run.FolderMismatch when it was moved or copied
   */
  public RunFiles files(Path data) {
    if (config.isPresent()) {
      return RunFiles.adopt(data, settings(data).run().name(), file(data));
    }
    RunFiles run = chosen(data);
    run.checkPlace(settings(data));
    return run;
  }

  private Path file(Path data) {
    if (config.isPresent() && name.isPresent()) {
      throw refused("--run and --config exclude each other");
    }
    config.ifPresent(given -> InputFile.check(command, "run file", given));
    return config.orElseGet(() -> chosen(data).settings());
  }

  private RunFiles chosen(Path data) {
    RunFiles run =
        name.map(given -> RunFiles.of(data, given))
            .or(() -> RunFiles.newest(data))
            .orElseThrow(() -> refused("no run under %s; name one with --config".formatted(data)));
    if (!Files.exists(run.settings())) {
      throw refused(
          "no run '%s' under %s; there are %s"
              .formatted(
                  run.name(), data, RunFiles.all(data).stream().map(RunFiles::name).toList()));
    }
    return run;
  }

  private ParameterException refused(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
