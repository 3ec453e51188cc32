package dev.aria.runtime.kafka;

import org.jspecify.annotations.Nullable;

/** The Kafka cluster, or its client, refuses what was asked; trying again would not help. */
public final class KafkaRefused extends RuntimeException {
  KafkaRefused(String message) {
    super(message);
  }

  KafkaRefused(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
