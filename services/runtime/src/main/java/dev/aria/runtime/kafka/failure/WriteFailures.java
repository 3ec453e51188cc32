package dev.aria.runtime.kafka.failure;

import java.time.Duration;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What a failed write is called, given how long it was tried.
 *
 * @param servers addresses of the cluster
 * @param unreachableAfter time after which a write that nobody acknowledges has failed
 */
public record WriteFailures(String servers, Duration unreachableAfter) {
  /** {@code topic} could not be written because of {@code failure}. */
  public RuntimeException of(String topic, @Nullable Throwable failure) {
    return failure instanceof TimeoutException
        ? new KafkaUnreachable(servers, unreachableAfter, failure)
        : KafkaRefused.of(servers, "cannot write " + topic, failure);
  }
}
