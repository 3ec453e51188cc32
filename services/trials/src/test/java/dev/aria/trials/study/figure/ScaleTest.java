package dev.aria.trials.study.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ScaleTest {
  @Test
  void over_anyValues_holdsThemAllAndHasAFewTicksInside() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 1000; i++) {
      double from = Math.pow(10, random.nextDouble(-6, 7)) * (random.nextBoolean() ? 1 : -1);
      double to = from + Math.abs(from) * Math.pow(10, random.nextDouble(-3, 2));
      Scale scale = Scale.over(List.of(from, to), random.nextBoolean());

      assertThat(scale.share(from)).isBetween(0.0, 0.5);
      assertThat(scale.share(to)).isBetween(0.5, 1.0);
      assertThat(scale.ticks()).hasSizeBetween(3, 40).isSorted();
      assertThat(scale.ticks())
          .allSatisfy(tick -> assertThat(scale.share(tick)).isBetween(-1e-6, 1 + 1e-6));
    }
  }

  @Test
  void over_oneValueOrNone_isNotEmpty() {
    assertThat(Scale.over(List.of(3.0), false).share(3)).isCloseTo(0.5, within(1e-9));
    assertThat(Scale.over(List.of(3.0), true).share(3)).isCloseTo(0.5, within(1e-9));
    assertThat(Scale.over(List.of(0.0, 0.0), true).logarithmic()).isFalse();
    assertThat(Scale.over(List.of(), false).ticks()).isNotEmpty();
  }

  @Test
  void share_logarithmic_setsEqualRatiosEquallyFarApart() {
    Scale scale = new Scale(1, 100, true);

    assertThat(scale.share(10)).isCloseTo(0.5, within(1e-12));
    assertThat(scale.ticks()).startsWith(1.0, 2.0, 5.0);
  }

  @Test
  void ticks_linear_areRound() {
    assertThat(new Scale(-0.1, 2.1, false).ticks()).containsExactly(0.0, 0.5, 1.0, 1.5, 2.0);
  }

  @Test
  void scale_emptyOrLogarithmicBelowZero_isRefused() {
    assertThatThrownBy(() -> new Scale(1, 1, false)).hasMessageContaining("range is [1.0, 1.0]");
    assertThatThrownBy(() -> new Scale(0, 1, true)).hasMessageContaining("above 0");
  }
}
