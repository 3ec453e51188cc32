package dev.aria.cli.command;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import picocli.CommandLine.Option;

/** Where a command keeps its data. */
public final class DataFolder {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".aria",
      description = "Folder for all data (default: ${DEFAULT-VALUE}).")
  private Path data;

  /** Folder for all data, absolute. */
  public Path path() {
    return data.toAbsolutePath().normalize();
  }

  /** Below it, the folder of what {@code command} began at {@code start}; it need not exist. */
  Path of(String command, Instant start) {
    return path().resolve(command).resolve(STAMP.format(start));
  }
}
