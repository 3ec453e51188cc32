package dev.aria.runtime.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

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
