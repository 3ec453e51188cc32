package dev.aria.runtime.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.record.PromptRecord;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptCodecTest {
  private static final Map<String, String> JSON = Map.of("content-type", "application/json");

  private final PromptCodec codec = new PromptCodec();

  @Test
  void decode_bytesWithoutHeader_areText() {
    assertThat(codec.decode(bytes("a red fox"), Map.of()))
        .isEqualTo(new PromptRecord("a red fox", Optional.empty()));
  }

  @Test
  void decode_textWithCharset_isText() {
    Map<String, String> headers = Map.of("content-type", "Text/Plain; charset=utf-8");

    assertThat(codec.decode(bytes("{\"not\": json"), headers).text()).isEqualTo("{\"not\": json");
  }

  @Test
  void decode_json_takesPromptAndRegion() {
    ByteBuffer json = bytes("{\"prompt\": \"a fox\", \"region\": \"animals\", \"id\": 7}");

    assertThat(codec.decode(json, JSON))
        .isEqualTo(new PromptRecord("a fox", Optional.of("animals")));
  }

  @Test
  void decode_jsonWithATeacher_namesIt() {
    PromptRecord prompt = new PromptRecord("a fox", Optional.empty(), Optional.of("wild-life"));

    assertThat(codec.decode(bytes("{\"prompt\": \"a fox\", \"teacher\": \" wild-life\"}"), JSON))
        .isEqualTo(prompt);
    assertThat(codec.decode(ByteBuffer.wrap(codec.encode(prompt)), codec.headers(prompt)))
        .isEqualTo(prompt);
  }

  @Test
  void decode_jsonWithoutRegion_hasNone() {
    assertThat(codec.decode(bytes("{\"prompt\": \"a fox\", \"region\": null}"), JSON).region())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"text\": 1}|no text field 'prompt'",
        "{\"prompt\": 1}|no text field 'prompt'",
        "[1]|no text field 'prompt'",
        "{\"prompt\": \"x\"} {}|not valid JSON",
        "{\"prompt\": \"x\", \"region\": 3}|not text",
        "{\"prompt\": \"x\", \"teacher\": 3}|field 'teacher' of the JSON prompt is not text",
        "{\"prompt\": \"x\", \"teacher\": \"a b\"}|teacher of the prompt is 'a b', may hold only",
        "{\"prompt\": \"  \"}|must not be blank",
        "{|not valid JSON"
      })
  void decode_badJson_isRefused(String json, String reason) {
    assertThatThrownBy(() -> codec.decode(bytes(json), JSON))
        .isInstanceOf(Undecodable.class)
        .hasMessageContaining(reason);
  }

  @Test
  void decode_unknownContentType_isRefused() {
    assertThatThrownBy(() -> codec.decode(bytes("x"), Map.of("content-type", "image/png")))
        .isInstanceOf(Undecodable.class)
        .hasMessageContaining("content-type 'image/png'");
  }

  @Test
  void decode_brokenUtf8_isRefused() {
    ByteBuffer broken = ByteBuffer.wrap(new byte[] {'a', (byte) 0xff});

    assertThatThrownBy(() -> codec.decode(broken))
        .isInstanceOf(Undecodable.class)
        .hasMessage("prompt is not valid UTF-8");
  }

  @Test
  void decode_emptyRecord_isRefused() {
    assertThatThrownBy(() -> codec.decode(bytes("")))
        .isInstanceOf(Undecodable.class)
        .hasMessageContaining("must not be blank");
  }

  @Test
  void decode_hundredKilobytes_isRefused() {
    assertThatThrownBy(() -> codec.decode(bytes("x".repeat(100_000))))
        .isInstanceOf(Undecodable.class)
        .hasMessageContaining("100000 bytes, at most 65536");
  }

  @Test
  void decode_textAboveTheCharacters_isRefused() {
    assertThatThrownBy(() -> codec.decode(bytes("x".repeat(8_193))))
        .isInstanceOf(Undecodable.class)
        .hasMessageContaining("8193 characters");
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }
}
