package dev.aria.runtime.kafka.deadletter;

import dev.aria.runtime.topic.ReadOnlyCodec;
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

  static final String REASON = "reason";
  static final String SERVICE = "service";
  static final String SOURCE_TOPIC = "source-topic";
  static final String SOURCE_PARTITION = "source-partition";
  static final String SOURCE_OFFSET = "source-offset";
  static final String SOURCE_TIMESTAMP = "source-timestamp";

  public DeadLetter {
    value = value.asReadOnlyBuffer();
    headers = Map.copyOf(headers);
  }

  /** The topic of dead letters {@code name}, to be read only. */
  public static Topic<DeadLetter> in(String name) {
    return new Topic<>(name, 1, false, SOME_TIME, new ReadOnlyCodec<>(DeadLetter::new));
  }

  /** The same topic, its records as lines of JSON. */
  public static Topic<String> linesIn(String name) {
    return new Topic<>(name, 1, false, SOME_TIME, new ReadOnlyCodec<>(DeadLetterText::line));
  }

  /** Whether {@code topic} is one of dead letters, by its name. */
  public static boolean isIn(String topic) {
    return topic.endsWith(Topic.DEAD);
  }

  /** Why it was refused; empty when nobody said. */
  public String reason() {
    return headers.getOrDefault(REASON, "");
  }

  /** Who refused it; empty when nobody said. */
  public String service() {
    return headers.getOrDefault(SERVICE, "");
  }

  /** Topic in which it lay; empty when nobody said. */
  public String sourceTopic() {
    return headers.getOrDefault(SOURCE_TOPIC, "");
  }

  /** Where the record lay: {@code topic-partition@offset}. */
  public String source() {
    return "%s-%s@%s"
        .formatted(
            headers.getOrDefault(SOURCE_TOPIC, "?"),
            headers.getOrDefault(SOURCE_PARTITION, "?"),
            headers.getOrDefault(SOURCE_OFFSET, "?"));
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
