package dev.aria.runtime.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TopicsTest {
  @Test
  void taggedPrompts_carryTheDigestOfTheirMap() {
    assertThat(Topics.taggedPrompts("emoji", "0123456789abcdef", 8).name())
        .isEqualTo("aria.emoji.tagged-prompts.0123456789ab.v1");
  }

  @Test
  void taggedPrompts_shortDigest_isRefused() {
    assertThatThrownBy(() -> Topics.taggedPrompts("emoji", "abc"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'abc' has 3 characters");
  }

  @Test
  void regionMaps_areOneCompactedPartitionKeptForever() {
    Topic<?> topic = Topics.regionMaps("emoji");

    assertThat(topic.name()).isEqualTo("aria.emoji.region-maps.v1");
    assertThat(topic.compacted()).isTrue();
    assertThat(topic.partitions()).isEqualTo(1);
    assertThat(topic.retention()).isEqualTo(Duration.ZERO);
  }

  @Test
  void runOf_everyTopicOfARunAndItsStudents_isThatRun() {
    RunSettings run = Settings.load("-Daria.run.name=fox-2").run();

    assertThat(Topics.ofRun(run)).allSatisfy(topic -> assertOf("fox-2", topic));
    assertThat(Topics.ofStudent(run, "small_1")).allSatisfy(topic -> assertOf("fox-2", topic));
  }

  @Test
  void runOf_topicOfACorpusOrOfSomeoneElse_isNoRun() {
    assertThat(Topics.runOf(Topics.prompts("fox", 1).name())).isEmpty();
    assertThat(Topics.runOf(Topics.regionMaps("fox").name())).isEmpty();
    assertThat(Topics.runOf(Topics.taggedPrompts("fox", "0123456789abcdef").deadLetters()))
        .isEmpty();
    assertThat(Topics.runOf("aria.fox.draws.v1.backup")).isEmpty();
    assertThat(Topics.runOf("payments.control.v1")).isEmpty();
  }

  private static void assertOf(String run, Topic<?> topic) {
    assertThat(Topics.runOf(topic.name())).contains(run);
    assertThat(Topics.runOf(topic.deadLetters())).contains(run);
  }
}
