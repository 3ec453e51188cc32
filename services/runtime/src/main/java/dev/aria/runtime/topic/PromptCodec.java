package dev.aria.runtime.topic;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aria.core.record.PromptRecord;
import dev.aria.proto.prompt.v1.Prompt;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Raw prompts as anyone may write them, told apart by the {@code content-type} header: plain UTF-8
 * text (also when the header is absent), JSON with a {@code prompt} and perhaps a {@code region},
 * or protobuf {@code Prompt}. Writes text, or protobuf when the prompt brings a region along.
 */
final class PromptCodec implements Codec<PromptRecord> {
  private static final String CONTENT_TYPE = "content-type";
  private static final String TEXT = "text/plain";
  private static final String JSON = "application/json";
  private static final String PROTOBUF = "application/x-protobuf";

  /** Every character may take four bytes, or six as a JSON escape; the rest is for other fields. */
  private static final int MAX_BYTES = 8 * PromptRecord.MAX_CHARACTERS;

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private final ProtoCodec<PromptRecord, Prompt> protobuf =
      new ProtoCodec<>(
          "prompt", Prompt.parser(), Prompt.getDescriptor(), PromptCodec::write, PromptCodec::read);

  @Override
  public byte[] encode(PromptRecord prompt) {
    return prompt.region().isPresent()
        ? protobuf.encode(prompt)
        : prompt.text().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Map<String, String> headers(PromptRecord prompt) {
    return Map.of(CONTENT_TYPE, prompt.region().isPresent() ? PROTOBUF : TEXT);
  }

  @Override
  public PromptRecord decode(ByteBuffer bytes) {
    return decode(bytes, Map.of());
  }

  @Override
  public PromptRecord decode(ByteBuffer bytes, Map<String, String> headers) {
    if (bytes.remaining() > MAX_BYTES) {
      throw new Undecodable(
          "prompt of %d bytes, at most %d are accepted".formatted(bytes.remaining(), MAX_BYTES));
    }
    String type = mediaType(headers.getOrDefault(CONTENT_TYPE, TEXT));
    return switch (type) {
      case TEXT -> prompt(text(bytes), Optional.empty());
      case JSON -> json(text(bytes));
      case PROTOBUF -> protobuf.decode(bytes);
      default ->
          throw new Undecodable(
              "content-type '%s', must be %s, %s or %s".formatted(type, TEXT, JSON, PROTOBUF));
    };
  }

  private static String mediaType(String header) {
    int parameters = header.indexOf(';');
    return (parameters < 0 ? header : header.substring(0, parameters))
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  private static String text(ByteBuffer bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
    } catch (CharacterCodingException e) {
      throw new Undecodable("prompt is not valid UTF-8", e);
    }
  }

  private static PromptRecord json(String text) {
    JsonNode root = parsed(text);
    if (!root.path("prompt").isTextual()) {
      throw new Undecodable("JSON prompt has no text field 'prompt'");
    }
    JsonNode region = root.path("region");
    if (!(region.isMissingNode() || region.isNull() || region.isTextual())) {
      throw new Undecodable("field 'region' of the JSON prompt is not text");
    }
    return prompt(root.path("prompt").textValue(), Optional.ofNullable(region.textValue()));
  }

  private static JsonNode parsed(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new Undecodable("prompt is not valid JSON", e);
    }
  }

  private static PromptRecord prompt(String text, Optional<String> region) {
    try {
      return new PromptRecord(text, region);
    } catch (IllegalArgumentException e) {
      throw new Undecodable("bad prompt: " + e.getMessage(), e);
    }
  }

  private static Prompt write(PromptRecord prompt) {
    Prompt.Builder message = Prompt.newBuilder().setText(prompt.text());
    prompt.region().ifPresent(message::setRegion);
    return message.build();
  }

  private static PromptRecord read(Prompt message) {
    return new PromptRecord(
        message.getText(),
        message.hasRegion() ? Optional.of(message.getRegion()) : Optional.empty());
  }
}
