package dev.aria.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.operations.stack.Servers;
import dev.aria.runtime.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Which servers a command works against, where it need not start any. */
final class DataOptionsTest {
  @TempDir private Path folder;

  @Command
  private static final class AnyCommand {
    @Mixin private DataOptions options;
  }

  private DataOptions options(String... arguments) {
    AnyCommand command = new AnyCommand();
    new CommandLine(command).parseArgs(arguments);
    return command.options;
  }

  private Settings settings() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("run.conf"),
            """
            aria.kafka.bootstrap-servers = "kafka.example:9093"
            aria.kafka.client { "client.rack" = "here" }
            aria.redis { uri = "redis://user:secret@redis.example:6380" }
            """);
    return Settings.load("--config", file.toString());
  }

  @Test
  void servers_settingsNameThem_areReachedAsTheySay() throws IOException {
    Settings settings = settings();

    try (Servers servers = options("--data", folder.toString()).servers(settings)) {
      assertThat(servers.kafka()).isEqualTo(settings.kafka());
      assertThat(servers.redis()).isEqualTo(settings.redis());
    }
    assertThat(folder).isDirectoryNotContaining(file -> Files.isDirectory(file));
  }

  @Test
  void servers_optionsNameOthers_areReachedAsTheSettingsSay() throws IOException {
    try (Servers servers =
        options("--kafka", "other:1", "--redis", "redis://other:2").servers(settings())) {
      assertThat(servers.kafka().bootstrapServers()).isEqualTo("other:1");
      assertThat(servers.kafka().client()).containsEntry("client.rack", "here");
      assertThat(servers.redis().uri()).isEqualTo("redis://other:2");
    }
  }

  @Test
  void servers_withoutSettings_areThoseOfTheOptionsAlone() {
    try (Servers servers = options("--kafka", "other:1", "--redis", "redis://other:2").servers()) {
      assertThat(servers.kafka().bootstrapServers()).isEqualTo("other:1");
      assertThat(servers.kafka().client()).isEmpty();
    }
  }
}
