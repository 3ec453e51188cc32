package dev.aria.runtime.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
