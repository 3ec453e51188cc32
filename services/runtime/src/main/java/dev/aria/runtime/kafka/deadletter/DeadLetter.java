package dev.aria.runtime.kafka.deadletter;

import dev.aria.runtime.topic.Topic;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;

/**
 * A record of a dead-letter topic, as it lies there.
 *
 * @param value its bytes
 * @param headers its headers, as text: {@code reason}, {@code service}, {@code source-topic},
 *     {@code source-partition}, {@code source-offset}, {@code source-timestamp}, and those it came
 *     with
 */
public record DeadLetter(ByteBuffer value, Map<String, String> headers) {
  /** They are kept as long as the records of their topic are, which need not be for ever. */
  private static final Duration SOME_TIME = Duration.ofDays(7);

  public DeadLetter {
    value = value.asReadOnlyBuffer();
    headers = Map.copyOf(headers);
  }

  /** The topic of dead letters {@code name}, to be read only. */
  public static Topic<DeadLetter> in(String name) {
    return new Topic<>(name, 1, false, SOME_TIME, new DeadLetterCodec());
  }
}
