package dev.aria.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;
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

  /**
   * Below it, a folder for what {@code command} began at {@code start}; it does not exist yet,
   * whatever began in the same second.
   */
  public Path of(String command, Instant start) {
    Path first = path().resolve(command).resolve(STAMP.format(start));
    return Stream.iterate(1, number -> number + 1)
        .map(number -> number == 1 ? first : Path.of(first + "-" + number))
        .filter(folder -> !Files.exists(folder))
        .findFirst()
        .orElseThrow();
  }
}
