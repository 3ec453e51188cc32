package dev.aria.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

final class DataFolderTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir private Path data;

  @Command
  private static final class AnyCommand {
    @Mixin private DataFolder folder;
  }

  @Test
  void of_twoCommandsOfOneSecond_haveFoldersOfTheirOwn() throws IOException {
    AnyCommand command = new AnyCommand();
    new CommandLine(command).parseArgs("--data", data.toString());

    Path first = Files.createDirectories(command.folder.of("soak", START));
    Path second = command.folder.of("soak", START);

    assertThat(first).isEqualTo(data.resolve("soak/20260102-030405"));
    assertThat(second).isEqualTo(data.resolve("soak/20260102-030405-2"));
  }
}
