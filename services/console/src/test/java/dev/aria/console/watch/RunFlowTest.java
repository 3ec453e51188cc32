package dev.aria.console.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunFlowTest {
  private static RunFlow flow(long drawn, long taught, long trained, @Nullable String order) {
    return new RunFlow(
        0,
        drawn,
        taught,
        trained,
        new RunFlow.Rates(0, 0, 0),
        new RunFlow.Waits(null, null),
        null,
        order,
        false,
        24,
        null,
        null);
  }

  @Test
  void bottleneck_drawsWait_isTheTeacher() {
    RunFlow flow = flow(124, 104, 100, null);

    assertThat(flow.bottleneck()).isEqualTo(Bottleneck.TEACHER);
    assertThat(flow.says()).contains("teacher", "20 steps of draws");
  }

  @Test
  void bottleneck_targetsWait_isTheTrainer() {
    RunFlow flow = flow(124, 122, 100, null);

    assertThat(flow.bottleneck()).isEqualTo(Bottleneck.TRAINER);
    assertThat(flow.says()).contains("trainer", "22 steps of targets");
  }

  @Test
  void bottleneck_nothingWaits_isTheStreamer() {
    assertThat(flow(101, 100, 100, null).bottleneck()).isEqualTo(Bottleneck.STREAMER);
  }

  @Test
  void bottleneck_pausedAndDrained_isPaused() {
    assertThat(flow(100, 100, 100, "PAUSE").bottleneck()).isEqualTo(Bottleneck.PAUSED);
    assertThat(flow(110, 100, 100, "PAUSE").bottleneck()).isEqualTo(Bottleneck.TEACHER);
    assertThat(flow(100, 100, 100, "RESUME").bottleneck()).isEqualTo(Bottleneck.STREAMER);
  }

  @Test
  void bottleneck_nothingDrawn_isNone() {
    assertThat(flow(0, 0, 0, null).bottleneck()).isEqualTo(Bottleneck.NONE);
  }

  @Test
  void with_brokerAway_keepsWhatWasKnownLast() {
    RunFlow away = flow(124, 122, 100, null).with("Kafka does not answer", 7);

    assertThat(away.trained()).isEqualTo(100);
    assertThat(away.trouble()).isEqualTo("Kafka does not answer");
    assertThat(away.time()).isEqualTo(7);
  }

  @Test
  void waiting_countsReadAtDifferentTimes_isNeverNegative() {
    assertThat(flow(99, 100, 101, null).waiting()).isEqualTo(new RunFlow.Waiting(0, 0));
  }
}
