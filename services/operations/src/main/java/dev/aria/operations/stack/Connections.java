package dev.aria.operations.stack;

import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.KafkaCluster;
import dev.aria.runtime.settings.KafkaSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;

/** How a command reaches Kafka. */
public final class Connections {
  private Connections() {}

  /** The cluster that {@code kafka} tells of. */
  public static Cluster cluster(KafkaSettings kafka) {
    return KafkaCluster.connect(kafka, "cli", new SimpleMeterRegistry(), Clock.systemUTC());
  }
}
