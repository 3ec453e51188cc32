package dev.aria.runtime.topic;

import dev.aria.core.record.PromptRecord;
import dev.aria.proto.prompt.v1.Prompt;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Raw prompts as anyone may write them, told apart by the {@code content-type} header: plain UTF-8
 * text (also when the header is absent), JSON with a {@code prompt} and perhaps a {@code region}
 * and a {@code teacher}, or protobuf {@code Prompt}. Writes text, or protobuf when the prompt
 * brings one of them along.
 */
final class PromptCodec implements Codec<PromptRecord> {
  private static final String CONTENT_TYPE = "content-type";
  private static final String TEXT = "text/plain";
  private static final String JSON = "application/json";
  private static final String PROTOBUF = "application/x-protobuf";

  private final ProtoCodec<PromptRecord, Prompt> protobuf =
      new ProtoCodec<>(
          "prompt", Prompt.parser(), Prompt.getDescriptor(), PromptCodec::write, PromptCodec::read);

  @Override
  public byte[] encode(PromptRecord prompt) {
    return isMoreThanText(prompt)
        ? protobuf.encode(prompt)
        : prompt.text().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Map<String, String> headers(PromptRecord prompt) {
    return Map.of(CONTENT_TYPE, isMoreThanText(prompt) ? PROTOBUF : TEXT);
  }

  private static boolean isMoreThanText(PromptRecord prompt) {
    return prompt.region().isPresent() || prompt.teacher().isPresent();
  }

  @Override
  public PromptRecord decode(ByteBuffer bytes) {
    return decode(bytes, Map.of());
  }

  @Override
  public PromptRecord decode(ByteBuffer bytes, Map<String, String> headers) {
    if (bytes.remaining() > PromptDecoder.MAX_BYTES) {
      throw PromptDecoder.tooLong(bytes.remaining());
    }
    String type = mediaType(headers.getOrDefault(CONTENT_TYPE, TEXT));
    return switch (type) {
      case TEXT -> PromptDecoder.text(bytes);
      case JSON -> PromptDecoder.json(bytes);
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

  static Prompt write(PromptRecord prompt) {
    Prompt.Builder message = Prompt.newBuilder().setText(prompt.text());
    prompt.region().ifPresent(message::setRegion);
    prompt.teacher().ifPresent(message::setTeacher);
    return message.build();
  }

  private static PromptRecord read(Prompt message) {
    return new PromptRecord(
        message.getText(),
        message.hasRegion() ? Optional.of(message.getRegion()) : Optional.empty(),
        message.hasTeacher() ? Optional.of(message.getTeacher()) : Optional.empty());
  }
}
