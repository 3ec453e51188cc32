package dev.aria.trials.chaos.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long nothing was drawn, around a fault. */
final class DrawGapsTest {
  @Test
  void longest_standstill_isItsLength() {
    DrawGaps gaps = drawnAt(0, 100, 2_600, 2_700);

    assertThat(gaps.longest(at(100), at(2_700))).isEqualTo(Duration.ofMillis(2_500));
  }

  @Test
  void longest_stillOpen_countsUpToTheMoment() {
    assertThat(drawnAt(0, 100).longest(at(100), at(4_100))).isEqualTo(Duration.ofSeconds(4));
    assertThat(drawnAt(0, 100, 9_000).longest(at(100), at(4_100))).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void longest_allIsDrawn_noneIsOpen() {
    DrawGaps gaps = new DrawGaps(List.of(at(100)), true);

    assertThat(gaps.longest(at(100), at(4_100))).isZero();
    assertThat(gaps.standsStill(at(100), at(4_100))).isFalse();
  }

  @Test
  void longest_begunBeforeTheFault_isWholeOrCutOff() {
    DrawGaps gaps = drawnAt(0, 3_500);

    assertThat(gaps.longest(at(3_000), at(3_500))).isEqualTo(Duration.ofMillis(3_500));
    assertThat(gaps.within(at(3_000), at(3_500))).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void standsStill_nothingDrawnForLongerThanHalfOfIt_isSo() {
    assertThat(drawnAt(0, 2_500).standsStill(at(0), at(5_100))).isTrue();
  }

  @Test
  void standsStill_longRecoveryWithSomeDraws_isNot() {
    assertThat(drawnAt(0, 2_500, 5_000).standsStill(at(0), at(7_000))).isFalse();
  }

  @Test
  void standsStill_shortRecovery_isNotWhateverIsDrawn() {
    assertThat(drawnAt(0).standsStill(at(0), at(1_900))).isFalse();
    assertThat(drawnAt(0).standsStill(at(1_900), at(0))).as("over before it began").isFalse();
  }

  private static Instant at(long millis) {
    return Instant.ofEpochMilli(millis);
  }

  private static DrawGaps drawnAt(long... millis) {
    return new DrawGaps(Arrays.stream(millis).mapToObj(DrawGapsTest::at).toList(), false);
  }
}
