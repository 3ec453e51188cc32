package dev.aria.core.discrepancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class CountAwareEmaTest {
  private static final CountAwareEma EMA = new CountAwareEma(0.02, 1);
  private static final PooledEstimate POOLED = PooledEstimate.INITIAL;

  private static RegionEstimate warm(double ratio) {
    return new RegionEstimate(ratio, ratio * ratio, 0, 0, 0, 1_000_000, 0);
  }

  private static RegionEstimate after(RegionEstimate before, long count, double mean) {
    return EMA.update(before, new Observation(count, mean, mean * mean), POOLED);
  }

  @Test
  void update_manySamplesAtOnce_movesAsFarAsOneByOne() {
    RegionEstimate one = warm(1);
    for (int i = 0; i < 37; i++) {
      one = after(one, 1, 3);
    }

    RegionEstimate atOnce = after(warm(1), 37, 3);

    assertThat(atOnce.ratio()).isCloseTo(one.ratio(), within(1e-12));
    assertThat(atOnce.ratio() - 1).isCloseTo(2 * (1 - Math.pow(0.98, 37)), within(1e-12));
    assertThat(after(after(warm(1), 30, 3), 7, 3).ratio()).isCloseTo(atOnce.ratio(), within(1e-12));
  }

  @Test
  void update_firstSamples_areAveragedEvenly() {
    RegionEstimate estimate = RegionEstimate.UNSEEN;
    double sum = 0;
    SplittableRandom random = new SplittableRandom(1);
    for (int n = 1; n <= 50; n++) {
      double value = random.nextDouble(0, 4);
      sum += value;
      estimate = after(estimate, 1, value);
      assertThat(estimate.ratio()).isCloseTo(sum / n, within(1e-12));
    }
  }

  @Test
  void update_swappedReports_differByBetaSquared() {
    double first = after(after(warm(1), 1, 5), 1, 2).ratio();
    double swapped = after(after(warm(1), 1, 2), 1, 5).ratio();

    assertThat(Math.abs(first - swapped)).isCloseTo(0.02 * 0.02 * 3, within(1e-12));
  }

  @Test
  void update_afterAStepWithoutNoise_forgetsAtTheStatedRate() {
    RegionEstimate estimate = warm(1);
    for (int n = 1; n <= 120; n++) {
      estimate = after(estimate, 1, 2.5);
      assertThat(2.5 - estimate.ratio()).isCloseTo(1.5 * Math.pow(0.98, n), within(1e-9));
    }
  }

  @Test
  void update_dependentSamples_moveItAsOneDoes() {
    CountAwareEma ofPaths = new CountAwareEma(0.02, 20);

    RegionEstimate path = ofPaths.update(warm(1), new Observation(20, 3, 9), POOLED);
    RegionEstimate half = ofPaths.update(warm(1), new Observation(10, 3, 9), POOLED);

    assertThat(path.ratio()).isCloseTo(after(warm(1), 1, 3).ratio(), within(1e-12));
    assertThat(ofPaths.update(half, new Observation(10, 3, 9), POOLED).ratio())
        .isCloseTo(path.ratio(), within(1e-12));
  }

  /** The bound on the error holds for the samples of paths, if they count as one each. */
  @Test
  void update_samplesOfPaths_keepTheBoundOnlyWhenTheyCountAsOne() {
    double bound = Math.sqrt(0.02 / (2 - 0.02));

    assertThat(errorOverPaths(new CountAwareEma(0.02, 20))).isLessThan(1.1 * bound);
    assertThat(errorOverPaths(EMA)).isGreaterThan(2 * bound);
  }

  /** RMS error over paths of 20 equal samples each, whose values have mean 5 and deviation 1. */
  private static double errorOverPaths(CountAwareEma ema) {
    SplittableRandom random = new SplittableRandom(2);
    RegionEstimate estimate = warm(5);
    double squares = 0;
    int paths = 20_000;
    for (int path = 0; path < paths; path++) {
      double value = 5 + random.nextGaussian();
      for (int step = 0; step < 20; step++) {
        estimate = ema.update(estimate, new Observation(1, value, value * value), POOLED);
      }
      squares += (estimate.ratio() - 5) * (estimate.ratio() - 5);
    }
    return Math.sqrt(squares / paths);
  }

  @Test
  void construction_noDependentSample_isRefused() {
    assertThatThrownBy(() -> new CountAwareEma(0.02, 0)).hasMessageContaining("at least 1, got 0");
    assertThatThrownBy(() -> new ScalarKalman(0)).hasMessageContaining("at least 1, got 0");
  }

  @Test
  void construction_betaOutOfRange_isRefused() {
    assertThatThrownBy(() -> new CountAwareEma(0, 1)).hasMessageContaining("(0, 1]");
    assertThatThrownBy(() -> new CountAwareEma(1.1, 1)).hasMessageContaining("(0, 1]");
  }
}
