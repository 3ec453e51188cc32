package dev.aria.runtime.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.core.record.PromptRecord;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireMessagesTest {
  private static final RunSettings RUN =
      Settings.load("-Daria.run.name=my-run", "-Daria.run.corpus=mine").run();

  @Test
  void topic_everyTopicOfARun_isKnown() {
    assertThat(Topics.ofRun(RUN))
        .allSatisfy(topic -> assertThat(WireMessages.topic(topic.name(), 1)).isPresent());
    assertThat(Topics.ofStudent(RUN, "small"))
        .allSatisfy(topic -> assertThat(WireMessages.topic(topic.name(), 1)).isPresent());
    assertThat(WireMessages.topic(Topics.regionMaps("mine").name(), 1)).isPresent();
    assertThat(WireMessages.topic(Topics.prompts("mine", 1).name(), 1)).isPresent();
    assertThat(WireMessages.topic(Topics.taggedPrompts("mine", "0123456789abcdef").name(), 1))
        .isPresent();
  }

  @Test
  void topic_ofSomebodyElse_isNot() {
    assertThat(WireMessages.topic("orders", 1)).isEmpty();
    assertThat(WireMessages.topic("aria.my-run.dances.v1", 1)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/plain|a red fox",
        "application/json; charset=utf-8|{\"prompt\": \"a red fox\"}",
        "|a red fox"
      })
  void decode_promptInAnyForm_isShownAsAPrompt(String type, String written) {
    Map<String, String> headers = type == null ? Map.of() : Map.of("content-type", type);
    ByteBuffer bytes = ByteBuffer.wrap(written.getBytes(StandardCharsets.UTF_8));

    assertThat(prompts().codec().decode(bytes, headers)).contains("\"text\":\"a red fox\"");
  }

  @Test
  void decode_promptAsAMessage_isShownWithItsTeacher() {
    Codec<PromptRecord> codec = Topics.prompts("mine", 1).codec();
    PromptRecord prompt = new PromptRecord("a red fox", Optional.empty(), Optional.of("cats"));

    String shown =
        prompts().codec().decode(ByteBuffer.wrap(codec.encode(prompt)), codec.headers(prompt));

    assertThat(shown).contains("\"text\":\"a red fox\"", "\"teacher\":\"cats\"");
  }

  private static Topic<String> prompts() {
    return WireMessages.topic(Topics.prompts("mine", 1).name(), 1).orElseThrow();
  }

  @Test
  void decode_aRecordOfOurs_isTheMessageThatWasWritten() {
    byte[] written =
        Topics.control(RUN)
            .codec()
            .encode(new RunCommand("my-run", RunCommand.Kind.PAUSE, "somebody"));
    Topic<String> topic = WireMessages.topic("aria.my-run.control.v1", 1).orElseThrow();

    String read = topic.codec().decode(ByteBuffer.wrap(written));

    assertThat(read).contains("somebody", "KIND_PAUSE");
    assertThatThrownBy(() -> topic.codec().decode(ByteBuffer.wrap(new byte[] {7, 7})))
        .isInstanceOf(Undecodable.class)
        .hasMessageContaining("Control");
  }
}
