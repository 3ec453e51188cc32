package dev.aria.core.discrepancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The tracking error of the exponential average by simulation, against the formulas proved for it.
 * Legend: beta weight of a sample, p probability of a visit at each global step, sigma = 1 standard
 * deviation of one observation, delta drift a global step, tau delay in steps.
 */
final class TrackingBoundTest {
  private static final int REPLICAS = 2000;
  private static final int LOOKS = 4;

  /** How the true discrepancy moves in one step, given the estimate's error before it. */
  private interface Drift {
    double next(SplittableRandom random, double error);
  }

  @ParameterizedTest
  @CsvSource({"1,.1,.01", "1,.3,.05", ".1,.1,.003", ".1,.3,.01", "1,1,.2"})
  void error_underARamp_isTheFormula(double p, double beta, double delta) {
    double measured = meanSquare(p, beta, 0, delta, (random, error) -> delta);

    double expected = noise(beta) + delta * delta * rampFactor(p, beta);

    assertThat(measured / expected).isCloseTo(1, within(0.05));
  }

  @ParameterizedTest
  @CsvSource({"1,.1,.05", ".1,.3,.05", ".1,.1,.02"})
  void error_underARandomWalk_isTheFormula(double p, double beta, double step) {
    double measured =
        meanSquare(p, beta, 0, 0, (random, error) -> random.nextBoolean() ? step : -step);

    double a = 1 - p * beta * (2 - beta);
    double expected = noise(beta) + step * step * a / (p * beta * (2 - beta));

    assertThat(measured / expected).isCloseTo(1, within(0.05));
  }

  /** Training uses the same noise, so drift may depend on the error; sums of squares then fail. */
  @ParameterizedTest
  @CsvSource({"1,.1,.01", "1,.3,.05", ".1,.1,.003", ".1,.3,.01"})
  void error_underAnAdversary_staysWithinTheMinkowskiBound(double p, double beta, double delta) {
    double measured = meanSquare(p, beta, 0, delta, (random, error) -> error > 0 ? -delta : delta);

    double bound = Math.sqrt(noise(beta)) + delta * Math.sqrt(rampFactor(p, beta));

    assertThat(Math.sqrt(measured)).isLessThanOrEqualTo(bound * 1.02);
    assertThat(Math.sqrt(measured)).isGreaterThan(bound * 0.5);
  }

  @ParameterizedTest
  @CsvSource({"1,.1,.01,50", ".1,.3,.005,50"})
  void error_ofAStaleEstimateUnderARamp_growsByTheFormula(
      double p, double beta, double delta, int tau) {
    double measured = meanSquare(p, beta, tau, delta, (random, error) -> delta);

    double fresh = noise(beta) + delta * delta * rampFactor(p, beta);
    double expected =
        fresh + delta * delta * tau * tau + 2 * delta * delta * tau * (1 - p * beta) / (p * beta);

    assertThat(measured / expected).isCloseTo(1, within(0.05));
  }

  private static double noise(double beta) {
    return beta / (2 - beta);
  }

  private static double rampFactor(double p, double beta) {
    double a = 1 - p * beta * (2 - beta);
    return a * (2 - p * beta) / (p * p * beta * beta * (2 - beta));
  }

  /** Mean over replicas and a few looks at each, far enough apart to be nearly independent. */
  private static double meanSquare(double p, double beta, int tau, double delta, Drift drift) {
    int memory = (int) Math.ceil(6 / (p * beta));
    return IntStream.range(0, REPLICAS)
            .mapToDouble(replica -> replica(replica, p, beta, memory, tau * delta, drift))
            .sum()
        / REPLICAS;
  }

  private static double replica(
      int seed, double p, double beta, int memory, double behind, Drift drift) {
    SplittableRandom random = new SplittableRandom(seed * 7919L + 11);
    CountAwareEma ema = new CountAwareEma(beta, 1);
    RegionEstimate estimate = new RegionEstimate(0, 0, 0, 0, 0, 1_000_000_000, 0);
    double truth = 0;
    double squares = 0;
    for (int step = 1; step <= LOOKS * memory; step++) {
      truth += drift.next(random, estimate.ratio() - truth);
      if (p == 1 || random.nextDouble() < p) {
        double seen = truth - 1 - Math.log(1 - random.nextDouble()); // exponential noise, mean 0
        estimate = ema.update(estimate, new Observation(1, seen, 0), PooledEstimate.INITIAL);
      }
      if (step % memory == 0) {
        squares += Math.pow(estimate.ratio() - truth - behind, 2);
      }
    }
    return squares / LOOKS;
  }
}
