package dev.aria.runtime.kafka.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.topic.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DeadLetterTextTest {
  private static final RunSettings RUN = Settings.load("-Daria.run.name=fox").run();

  @Test
  void decode_promptThatWasRefused_tellsReasonPlaceAndText() throws Exception {
    JsonNode line = line("aria.mine.prompts.v1", bytes("a \"red\"\u0000fox\n"));

    assertThat(line.path("reason").asText()).isEqualTo("too \"long\"");
    assertThat(line.path("service").asText()).isEqualTo("prompt-streamer");
    assertThat(line.path("from").asText()).isEqualTo("aria.mine.prompts.v1-3@17");
    assertThat(line.path("text").asText()).isEqualTo("a \"red\".fox\n");
    assertThat(line.has("record")).isFalse();
  }

  @Test
  void decode_promptThatCouldNotBeUsed_isShownAsAPrompt() throws Exception {
    JsonNode line = line("aria.mine.prompts.v1", bytes("a red fox"));

    assertThat(line.path("record").path("text").asText()).isEqualTo("a red fox");
    assertThat(line.has("text")).isFalse();
  }

  @Test
  void decode_messageThatCouldNotBeUsed_isShownAsItsTopicsAre() throws Exception {
    byte[] order =
        Topics.control(RUN)
            .codec()
            .encode(new RunCommand("fox", RunCommand.Kind.PAUSE, "somebody"));

    JsonNode line = line("aria.fox.control.v1", order);

    assertThat(line.path("record").toString()).contains("somebody", "KIND_PAUSE");
    assertThat(line.has("text")).isFalse();
  }

  @Test
  void decode_bytesThatAreNoMessage_areShownAsText() throws Exception {
    JsonNode line = line("aria.fox.control.v1", bytes("no message"));

    assertThat(line.path("text").asText()).isEqualTo("no message");
  }

  @Test
  void decode_letterWithoutHeaders_isStillALine() throws Exception {
    String json = DeadLetter.linesIn("x.dead").codec().decode(ByteBuffer.wrap(bytes("x")));

    assertThat(json).doesNotContain("\n");
    assertThat(new ObjectMapper().readTree(json).path("from").asText()).isEqualTo("?-?@?");
  }

  private static JsonNode line(String source, byte[] value) throws Exception {
    Map<String, String> headers = new HashMap<>();
    headers.put("reason", "too \"long\"");
    headers.put("service", "prompt-streamer");
    headers.put("source-topic", source);
    headers.put("source-partition", "3");
    headers.put("source-offset", "17");
    String json =
        DeadLetter.linesIn(source + ".dead").codec().decode(ByteBuffer.wrap(value), headers);
    assertThat(json).doesNotContain("\n");
    return new ObjectMapper().readTree(json);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
