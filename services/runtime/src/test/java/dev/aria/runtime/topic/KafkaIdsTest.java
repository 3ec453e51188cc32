package dev.aria.runtime.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import org.junit.jupiter.api.Test;

/** What brokers keep is kept under these names: another spelling loses offsets and fences. */
final class KafkaIdsTest {
  private static final String DIGEST = "0123456789abcdef";
  private final RunSettings run = Settings.load("-Daria.run.name=r1").run();

  @Test
  void groups_areSpeltAsEver() {
    assertThat(KafkaIds.taggers("emoji", DIGEST)).isEqualTo("aria.emoji.tagger.0123456789ab");
    assertThat(KafkaIds.teachers(run)).isEqualTo("aria-r1-teachers");
    assertThat(KafkaIds.trainers(run, "s")).isEqualTo("aria.r1.gradients.s.v1");
  }

  @Test
  void transactionalIds_areSpeltAsEver() {
    assertThat(KafkaIds.tagger("emoji", "x")).isEqualTo("aria.emoji.tagger.x");
    assertThat(KafkaIds.sampler(run)).isEqualTo("aria.r1.sampler");
    assertThat(KafkaIds.teacher(run, "a")).isEqualTo("aria-r1-teacher-a");
    assertThat(KafkaIds.allocator(run)).isEqualTo("aria.r1.allocator");
  }
}
