package dev.aria.core.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CheckpointPublishedTest {
  @Test
  void endsRunOf_lastCheckpointOfARunOfThoseSteps_does() {
    assertThat(checkpoint(30, true).endsRunOf(30)).isTrue();
    assertThat(checkpoint(30, true).endsRunOf(20)).as("a run made shorter").isTrue();
  }

  @Test
  void endsRunOf_lastCheckpointOfTheRunWhenItWasShorter_doesNot() {
    assertThat(checkpoint(30, true).endsRunOf(60)).isFalse();
  }

  @Test
  void endsRunOf_notTheLast_doesNot() {
    assertThat(checkpoint(30, false).endsRunOf(30)).isFalse();
  }

  private static CheckpointPublished checkpoint(long step, boolean last) {
    return new CheckpointPublished(
        "run", "student", step, "p", "s", "w", List.of(), WeightsVersion.INITIAL, last, true);
  }
}
