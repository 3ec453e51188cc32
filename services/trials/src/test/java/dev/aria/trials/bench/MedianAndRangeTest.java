package dev.aria.trials.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MedianAndRangeTest {
  @Test
  void of_oddNumber_takesTheMiddleOne() {
    assertThat(MedianAndRange.of(List.of(0.9, 0.2, 0.5)))
        .isEqualTo(new MedianAndRange(0.5, 0.2, 0.9));
  }

  @Test
  void of_evenNumber_takesTheMeanOfTheMiddleTwo() {
    assertThat(MedianAndRange.of(List.of(8.0, 1.0, 2.0, 4.0)))
        .isEqualTo(new MedianAndRange(3, 1, 8));
  }

  @Test
  void of_none_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> MedianAndRange.of(List.of()));
  }
}
