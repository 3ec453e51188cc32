package dev.aria.runtime.kafka.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.aria.runtime.topic.Undecodable;
import dev.aria.runtime.topic.WireMessages;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/**
 * A dead letter as one line of JSON: reason, who refused it, where it lay, and the record, as its
 * topic's messages are shown where it is one, else as what can be read of its bytes.
 */
final class DeadLetterText {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int CHARACTERS = 2_000;

  private DeadLetterText() {}

  /** That of the record with {@code bytes} and {@code headers}. */
  static String line(ByteBuffer bytes, Map<String, String> headers) {
    DeadLetter letter = new DeadLetter(bytes, headers);
    ObjectNode line =
        MAPPER
            .createObjectNode()
            .put("reason", letter.reason())
            .put("service", letter.service())
            .put("from", letter.source());
    message(letter)
        .ifPresentOrElse(
            json -> line.putRawValue("record", new RawValue(json)),
            () -> line.put("text", letter.text(CHARACTERS)));
    try {
      return MAPPER.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts has no JSON", e);
    }
  }

  private static Optional<String> message(DeadLetter letter) {
    try {
      return WireMessages.topic(letter.sourceTopic(), 1)
          .map(topic -> topic.codec().decode(letter.value().duplicate(), letter.headers()));
    } catch (Undecodable damaged) { // which may be why it lies here
      return Optional.empty();
    }
  }
}
