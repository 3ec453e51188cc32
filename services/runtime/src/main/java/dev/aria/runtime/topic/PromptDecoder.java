package dev.aria.runtime.topic;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aria.core.record.PromptRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Raw prompts from bytes, by the same rules whether they are a Kafka record or a line of a file:
 * strict UTF-8, with or without a byte order mark, as plain text or as a JSON object with a {@code
 * prompt} and perhaps a {@code region} and a {@code teacher}. Other fields of the object are passed
 * over.
 */
public final class PromptDecoder {
  /** Every character may take four bytes, or six as a JSON escape; the rest is for other fields. */
  public static final int MAX_BYTES = 8 * PromptRecord.MAX_CHARACTERS;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private PromptDecoder() {}

  /**
   * The prompt that plain text is.
   *
   * @throws Undecodable when the bytes are no prompt; the message says what is wrong with them
   */
  public static PromptRecord text(ByteBuffer bytes) {
    return prompt(unicode(bytes), Optional.empty(), Optional.empty());
  }

  /**
   * The prompt in a JSON object.
   *
   * @throws Undecodable when the bytes are no such object; the message says what is wrong with them
   */
  public static PromptRecord json(ByteBuffer bytes) {
    return json(unicode(bytes));
  }

  /**
   * The prompt in bytes that do not say what they are: JSON where they begin as an object or as an
   * array of such, else text.
   *
   * @throws Undecodable when the bytes are no prompt; the message says what is wrong with them
   */
  public static PromptRecord textOrJson(ByteBuffer bytes) {
    String text = unicode(bytes);
    return looksLikeJson(text) ? json(text) : prompt(text, Optional.empty(), Optional.empty());
  }

  /** Whether {@code bytes} begin with the byte order mark of UTF-16. */
  public static boolean isUtf16(ByteBuffer bytes) {
    if (bytes.remaining() < 2) {
      return false;
    }
    int first = bytes.get(bytes.position()) & 0xFF;
    int second = bytes.get(bytes.position() + 1) & 0xFF;
    return (first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE);
  }

  /** The refusal of a prompt of {@code bytes} bytes, which is not worth keeping in memory. */
  public static Undecodable tooLong(long bytes) {
    return new Undecodable(
        "prompt of %d bytes, at most %d are accepted".formatted(bytes, MAX_BYTES));
  }

  private static String unicode(ByteBuffer bytes) {
    if (bytes.remaining() > MAX_BYTES) {
      throw tooLong(bytes.remaining());
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
      return withoutMarks(text.strip());
    } catch (CharacterCodingException e) {
      throw new Undecodable(
          isUtf16(bytes) ? "prompt is UTF-16, must be UTF-8" : "prompt is not valid UTF-8", e);
    }
  }

  private static String withoutMarks(String text) {
    return text.startsWith(BYTE_ORDER_MARK) ? withoutMarks(text.substring(1).strip()) : text;
  }

  private static boolean looksLikeJson(String text) {
    return text.startsWith("{") || (text.startsWith("[") && (beginsObjects(text) || isJson(text)));
  }

  private static boolean beginsObjects(String array) {
    return array.substring(1).stripLeading().startsWith("{");
  }

  private static boolean isJson(String text) {
    try {
      MAPPER.readTree(text);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static PromptRecord json(String text) {
    JsonNode root = parsed(text);
    if (root.isArray()) {
      throw new Undecodable(
          "JSON array has no text field 'prompt'; each prompt must be an object of its own, one a"
              + " record or line");
    }
    if (!root.path("prompt").isTextual()) {
      throw new Undecodable("JSON prompt has no text field 'prompt'");
    }
    return prompt(
        root.path("prompt").textValue(), optional(root, "region"), optional(root, "teacher"));
  }

  private static Optional<String> optional(JsonNode root, String field) {
    JsonNode value = root.path(field);
    if (!(value.isMissingNode() || value.isNull() || value.isTextual())) {
      throw new Undecodable("field '%s' of the JSON prompt is not text".formatted(field));
    }
    return Optional.ofNullable(value.textValue());
  }

  private static JsonNode parsed(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new Undecodable("prompt is not valid JSON", e);
    }
  }

  private static PromptRecord prompt(
      String text, Optional<String> region, Optional<String> teacher) {
    try {
      return new PromptRecord(text, region, teacher);
    } catch (IllegalArgumentException e) {
      throw new Undecodable("bad prompt: " + e.getMessage(), e);
    }
  }
}
