package dev.aria.runtime.kafka.failure;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The Kafka cluster has not answered for as long as the settings allow. */
public final class KafkaUnreachable extends RuntimeException {
  public KafkaUnreachable(String servers, Duration waited, @Nullable Throwable cause) {
    super(
        "Kafka at %s has not answered for %d s; start it, or correct aria.kafka.bootstrap-servers"
            .formatted(servers, waited.toSeconds()),
        cause);
  }
}
