package dev.aria.cli.command;

import dev.aria.cli.stack.Servers;
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
      description = "Kafka to use instead of an embedded one ($ARIA_KAFKA_BOOTSTRAP_SERVERS).")
  private Optional<String> kafka;

  @Option(
      names = "--redis",
      paramLabel = "URI",
      defaultValue = "${env:ARIA_REDIS_URI}",
      description = "Redis to use instead of an embedded one ($ARIA_REDIS_URI).")
  private Optional<String> redis;

  /** Folder for all data, absolute. */
  public Path data() {
    return data.path();
  }

  /** Opens the servers that the options name. */
  public Servers servers() {
    return Servers.open(data(), kafka, redis);
  }
}
