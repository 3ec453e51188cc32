package dev.aria.runtime.kafka.deadletter;

import dev.aria.runtime.topic.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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

  private static final String SUFFIX = ".dead";

  public DeadLetter {
    value = value.asReadOnlyBuffer();
    headers = Map.copyOf(headers);
  }

  /** The topic of dead letters {@code name}, to be read only. */
  public static Topic<DeadLetter> in(String name) {
    return new Topic<>(name, 1, false, SOME_TIME, new DeadLetterCodec());
  }

  /** The same topic, its records as lines of JSON. */
  public static Topic<String> linesIn(String name) {
    return new Topic<>(name, 1, false, SOME_TIME, new DeadLetterText());
  }

  /** Whether {@code topic} is one of dead letters, by its name. */
  public static boolean isIn(String topic) {
    return topic.endsWith(SUFFIX);
  }

  /** Where the record lay: {@code topic-partition@offset}. */
  public String source() {
    return "%s-%s@%s"
        .formatted(
            headers.getOrDefault("source-topic", "?"),
            headers.getOrDefault("source-partition", "?"),
            headers.getOrDefault("source-offset", "?"));
  }

  /** What can be read of the value's first {@code most} bytes, control characters as dots. */
  public String text(int most) {
    ByteBuffer part = value.duplicate();
    part.limit(Math.min(part.limit(), part.position() + most));
    StringBuilder shown = new StringBuilder(part.remaining());
    StandardCharsets.UTF_8
        .decode(part)
        .codePoints()
        .forEach(
            character ->
                shown.appendCodePoint(
                    Character.isISOControl(character) && character != '\n' ? '.' : character));
    return shown.toString();
  }
}
