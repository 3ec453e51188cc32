package dev.aria.core.discrepancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

class ElasticityEstimateTest {
  @Test
  void observe_powerLawWithoutNoise_findsItsExponent() {
    ElasticityEstimate seen = observed(n -> Math.pow((double) n, -0.5), 0);

    assertThat(seen.estimate()).isCloseTo(0.5, within(0.02));
  }

  @Test
  void observe_nothingLeftToLearnAndNoNoise_isZeroAndFinite() {
    ElasticityEstimate seen = observed(n -> 0, 0);

    assertThat(seen.estimate()).isZero();
    assertThat(seen.precision()).isPositive().isFinite();
    assertThat(seen.shrunk(0.5, 25)).isBetween(0.0, 0.5);
  }

  /** After 20,000 samples in tens, of loss {@code loss} at the n-th. */
  private static ElasticityEstimate observed(LongToDoubleFunction loss, double noise) {
    ElasticityEstimate estimate = ElasticityEstimate.UNKNOWN;
    for (long n = 10; n <= 20_000; n += 10) {
      estimate = estimate.observe(loss.applyAsDouble(n), 10, n, noise);
    }
    return estimate;
  }
}
