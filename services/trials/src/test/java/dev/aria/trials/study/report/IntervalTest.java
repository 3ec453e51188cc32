package dev.aria.trials.study.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IntervalTest {
  /** By hand: mean 3, s^2 = 10 / 4, t(0.975, 4) = 2.776445, half = t sqrt(2.5 / 5). */
  @Test
  void of_fiveSeeds_isTheHandComputedOne() {
    Interval interval = Interval.of(List.of(1.0, 2.0, 3.0, 4.0, 5.0));

    assertThat(interval.size()).isEqualTo(5);
    assertThat(interval.mean()).isEqualTo(3);
    assertThat(interval.half().orElseThrow()).isCloseTo(1.963243, within(1e-6));
    assertThat(interval.low().orElseThrow()).isCloseTo(1.036757, within(1e-6));
    assertThat(interval.high().orElseThrow()).isCloseTo(4.963243, within(1e-6));
  }

  /** Half the values 1, half -1: the sample variance is n / (n - 1), so half = t / sqrt(n - 1). */
  @ParameterizedTest
  @CsvSource({"2, 12.706205", "4, 3.182446", "10, 2.262157", "30, 2.045230"})
  void of_anySize_usesTheQuantileOfOneDegreeLess(int size, double quantile) {
    List<Double> values =
        List.of(Collections.nCopies(size / 2, 1.0), Collections.nCopies(size / 2, -1.0)).stream()
            .flatMap(List::stream)
            .toList();

    assertThat(Interval.of(values).half().orElseThrow())
        .isCloseTo(quantile / Math.sqrt(size - 1), within(1e-5));
  }

  @Test
  void of_oneSeed_hasNoWidth() {
    Interval interval = Interval.of(List.of(7.0));

    assertThat(interval.mean()).isEqualTo(7);
    assertThat(interval.half()).isEmpty();
    assertThat(interval.low()).isEmpty();
    assertThat(interval.high()).isEmpty();
  }

  @Test
  void of_noValue_isRefused() {
    assertThatThrownBy(() -> Interval.of(List.of())).hasMessageContaining("no value");
  }
}
