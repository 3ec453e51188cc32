package dev.aria.trials.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class StepEndsTest {
  /** A slow start, four steps at two a second, a hurried end. */
  private final StepEnds ends = ends(9_000, 10_000, 10_500, 11_000, 11_500, 12_000, 12_010);

  private static StepEnds ends(long... millis) {
    return new StepEnds(LongStream.of(millis).mapToObj(Instant::ofEpochMilli).toList());
  }

  @Test
  void rate_slowStartAndHurriedEnd_countsTheWindowAlone() {
    assertThat(ends.rate(new Window(2, 6), 256)).isCloseTo(512, within(1e-9));
  }

  @Test
  void rate_windowPastTheEnd_isRefusedWithBothNumbers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ends.rate(new Window(2, 8), 256))
        .withMessageContaining("7")
        .withMessageContaining("8");
  }

  @Test
  void rate_noTimePassed_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ends(5, 5, 5).rate(new Window(1, 3), 256));
  }

  @Test
  void window_fromTheFirstStep_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Window(0, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> new Window(3, 3));
  }

  @Test
  void begin_andEnd_areThoseThatTheRateIsOver() {
    Window window = new Window(2, 6);

    assertThat(List.of(ends.begin(window), ends.end(window)))
        .containsExactly(Instant.ofEpochMilli(10_000), Instant.ofEpochMilli(12_000));
  }
}
