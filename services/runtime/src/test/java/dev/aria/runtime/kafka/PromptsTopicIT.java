package dev.aria.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.runtime.topic.Topics;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PromptsTopicIT {
  @RegisterExtension static final OneBroker KAFKA = new OneBroker();

  @Test
  void open_madeBeforehandWithOnePartition_isTakenAsItIs() {
    KAFKA.cluster().ensure(List.of(Topics.prompts("small", 1)));

    assertThat(PromptsTopic.open(KAFKA.cluster(), "small").partitions()).isEqualTo(1);
    assertThat(KAFKA.cluster().partitions(Topics.prompts("small", 4))).contains(1);
  }

  @Test
  void open_missing_isMade() {
    assertThat(PromptsTopic.open(KAFKA.cluster(), "fresh").partitions())
        .isEqualTo(Topics.PROMPT_PARTITIONS);
    assertThat(KAFKA.cluster().partitions(Topics.prompts("fresh", 1)))
        .contains(Topics.PROMPT_PARTITIONS);
  }
}
