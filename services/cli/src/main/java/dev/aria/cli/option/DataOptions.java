package dev.aria.cli.option;

import dev.aria.operations.stack.Servers;
import dev.aria.runtime.settings.KafkaSettings;
import dev.aria.runtime.settings.RedisSettings;
import dev.aria.runtime.settings.Settings;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a command keeps its data, and which servers it works against. */
public final class DataOptions {
  @Mixin private DataFolder data;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      defaultValue = "${env:ARIA_KAFKA_BOOTSTRAP_SERVERS}",
      description = "Kafka to use (default: the settings' own, else an embedded one).")
  private Optional<String> kafka;

  @Option(
      names = "--redis",
      paramLabel = "URI",
      defaultValue = "${env:ARIA_REDIS_URI}",
      description = "Redis to use (default: the settings' own, else an embedded one).")
  private Optional<String> redis;

  /** Folder for all data, absolute. */
  public Path data() {
    return data.path();
  }

  /**
   * Opens the servers that the options name, else those under the data folder: for commands that
   * make run files of their own, which name none.
   */
  public Servers servers() {
    return Servers.open(data(), kafka.map(KafkaSettings::of), redis.map(RedisSettings::of));
  }

  /**
   * Opens the servers that the options name, reached as {@code settings} say; else those that
   * {@code settings} name; else those under the data folder.
   */
  public Servers servers(Settings settings) {
    return Servers.open(data(), kafka(settings), redis(settings));
  }

  private Optional<KafkaSettings> kafka(Settings settings) {
    return kafka
        .map(settings.kafka()::at)
        .or(() -> Optional.of(settings.kafka()).filter(k -> settings.isGiven(Servers.KAFKA)));
  }

  private Optional<RedisSettings> redis(Settings settings) {
    return redis
        .map(settings.redis()::at)
        .or(() -> Optional.of(settings.redis()).filter(r -> settings.isGiven(Servers.REDIS)));
  }
}
