package dev.aria.cli.demo;

import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.KafkaCluster;
import dev.aria.runtime.settings.KafkaSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;

/** How a command reaches Kafka. */
public final class Connections {
  private Connections() {}

  /** The cluster at {@code bootstrapServers}, with default settings. */
  public static Cluster cluster(String bootstrapServers) {
    return KafkaCluster.connect(
        KafkaSettings.of(bootstrapServers), "cli", new SimpleMeterRegistry(), Clock.systemUTC());
  }
}
