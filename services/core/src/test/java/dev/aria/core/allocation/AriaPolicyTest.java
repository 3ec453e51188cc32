package dev.aria.core.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class AriaPolicyTest {
  private static final Floors FLOORS = new Floors(0.3, 0.02);
  private static final AriaPolicy GUARDED = aria(0.01, FLOORS);
  private static final AriaPolicy FREE = aria(Double.POSITIVE_INFINITY, FLOORS);

  /** Ignores the base shares and chases discrepancy, so that the guard has work to do. */
  private static AriaPolicy reckless(double epsilon) {
    return new AriaPolicy(0, 2, 0, epsilon, FLOORS);
  }

  private static AriaPolicy aria(double epsilon, Floors floors) {
    return new AriaPolicy(0.5, 1, 1, epsilon, floors);
  }

  @Test
  void weights_discrepanciesInAnyUnit_areTheSame() {
    SplittableRandom random = new SplittableRandom(1);
    for (int trial = 0; trial < 200; trial++) {
      AllocationInput input = Inputs.random(random, 12);
      AllocationInput scaled =
          Inputs.with(input, Inputs.scaled(input.ratio(), 37), input.elasticity());

      assertClose(GUARDED.weights(scaled), GUARDED.weights(input), 1e-6);
      assertClose(FREE.weights(scaled), FREE.weights(input), 1e-12);
    }
  }

  @Test
  void weights_allRegionsAlike_dependOnTheBaseSharesOnly() {
    SplittableRandom random = new SplittableRandom(2);
    for (int trial = 0; trial < 50; trial++) {
      AllocationInput input = Inputs.random(random, 12);
      AllocationInput alike =
          Inputs.with(input, Inputs.constant(12, 2), Inputs.constant(12, Inputs.POOLED));

      assertClose(FREE.weights(alike), new TemperedPolicy(0.5, FLOORS).weights(input), 1e-12);
    }
  }

  @Test
  void weights_oneRatioRaised_neverLowerThatRegion() {
    SplittableRandom random = new SplittableRandom(3);
    for (int trial = 0; trial < 1000; trial++) {
      AllocationInput input = Inputs.random(random, 10);
      int region = random.nextInt(10);
      AllocationInput raised =
          Inputs.with(
              input,
              Inputs.raised(input.ratio(), region, random.nextDouble(1, 2)),
              input.elasticity());

      for (AriaPolicy policy : new AriaPolicy[] {GUARDED, FREE}) {
        assertThat(policy.weights(raised).weights().get(region))
            .isGreaterThanOrEqualTo(policy.weights(input).weights().get(region) - 1e-9);
      }
    }
  }

  @Test
  void weights_underTheGuard_keepPredictedHarmWithinEpsilon() {
    SplittableRandom random = new SplittableRandom(4);
    for (int trial = 0; trial < 300; trial++) {
      AllocationInput input = Inputs.random(random, 16);
      double before = 0;
      for (double epsilon : new double[] {0, 0.005, 0.01, 0.05, 0.5}) {
        Allocation allocation = reckless(epsilon).weights(input);

        assertThat(allocation.theta()).isBetween(before, 1.0);
        if (allocation.theta() > 0) {
          assertThat(allocation.predictedHarm()).isLessThanOrEqualTo(epsilon + 1e-9);
        }
        assertThat(new Guard(input, epsilon).harm(allocation.weights()))
            .isEqualTo(allocation.predictedHarm());
        before = allocation.theta();
      }
    }
  }

  @Test
  void weights_guardLeavesLessThanAll_isTheMostItAllows() {
    SplittableRandom random = new SplittableRandom(5);
    int bound = 0;
    for (int trial = 0; trial < 100; trial++) {
      AllocationInput input = Inputs.random(random, 16);
      Allocation allocation = reckless(0.01).weights(input);
      if (allocation.theta() > 0 && allocation.theta() < 1) {
        bound++;
        assertThat(allocation.predictedHarm()).isCloseTo(0.01, within(1e-6));
      }
    }

    assertThat(bound).isPositive();
  }

  @Test
  void weights_nothingAllowed_areTheFloorsMixture() {
    AllocationInput input = Inputs.random(new SplittableRandom(6), 9);
    AllocationInput alike =
        Inputs.with(input, Inputs.constant(9, 1), Inputs.constant(9, Inputs.POOLED));

    Allocation allocation = aria(0, new Floors(0.3, 0.1)).weights(alike);

    assertThat(allocation.theta()).isZero();
    for (int r = 0; r < 9; r++) {
      assertThat(allocation.weights().get(r))
          .isCloseTo(0.9 * input.base().get(r) + 0.1 / 9, within(1e-12));
    }
  }

  @Test
  void weights_withoutFeedback_areRandomConditionings() {
    AllocationInput input = Inputs.random(new SplittableRandom(7), 9);
    Allocation natural = new NaturalPolicy().weights(input);

    assertClose(
        new AriaPolicy(1, 0, 0, Double.POSITIVE_INFINITY, new Floors(0, 0)).weights(input),
        natural,
        1e-12);
    assertClose(aria(Double.POSITIVE_INFINITY, new Floors(1, 0)).weights(input), natural, 1e-12);
  }

  @Test
  void weights_regionThatCannotImprove_getsLess() {
    AllocationInput input = Inputs.random(new SplittableRandom(8), 9);
    AllocationInput stuck =
        Inputs.with(input, input.ratio(), Inputs.raised(input.elasticity(), 4, 0.05));

    assertThat(FREE.weights(stuck).weights().get(4))
        .isLessThan(FREE.weights(input).weights().get(4));
  }

  @Test
  void weights_extremeRatios_stayFinite() {
    AllocationInput input = Inputs.random(new SplittableRandom(9), 4);
    AllocationInput extreme =
        Inputs.with(input, RegionVector.of(0, 1e300, 1e-300, 1), input.elasticity());

    RegionVector weights = GUARDED.weights(extreme).weights();

    assertThat(weights.sum()).isCloseTo(1, within(1e-12));
    assertThat(weights.toList()).allMatch(weight -> weight > 0);
  }

  private static void assertClose(Allocation actual, Allocation expected, double tolerance) {
    for (int r = 0; r < expected.weights().size(); r++) {
      assertThat(actual.weights().get(r)).isCloseTo(expected.weights().get(r), within(tolerance));
    }
  }
}
