package dev.aria.console.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.allocation.Scope;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.PolicyConstants;
import dev.aria.core.record.RegionWeight;
import dev.aria.core.record.WeightsVersion;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangeReasonTest {
  /** a, alpha, kappa, lam, floor, epsilon, temperature: no floors, so that the terms add up. */
  private static final PolicyConstants CONSTANTS = new PolicyConstants(0.5, 2, 1, 0, 0, 0.01, 0.5);

  private static final double[] EVEN = {1, 1, 1, 1};

  /** The weights that the rule gives over four regions of equal share. */
  private static SamplingWeights weights(
      long number, double theta, double[] ratio, double[] elasticity) {
    double[] focus = new double[ratio.length];
    double sum = 0;
    for (int r = 0; r < focus.length; r++) {
      focus[r] = Math.pow(ratio[r] * ratio[r] * elasticity[r], theta);
      sum += focus[r];
    }
    RegionWeight[] regions = new RegionWeight[focus.length];
    for (int r = 0; r < focus.length; r++) {
      double p = focus[r] / sum;
      regions[r] = new RegionWeight(p, 0, p, ratio[r], elasticity[r], 10);
    }
    return new SamplingWeights(
        "run",
        new WeightsVersion(1, number),
        0,
        "map",
        "aria",
        CONSTANTS,
        number,
        theta,
        List.of(regions));
  }

  private static List<ChangeReason> reasons(SamplingWeights before, SamplingWeights now) {
    WeightsRow first = WeightsRow.of(before, Optional.empty(), Scope.PATHS, 8, 0);
    return WeightsRow.of(now, Optional.of(first), Scope.PATHS, 8, 1).reason();
  }

  @Test
  void of_oneDiscrepancyRises_levelThereAndOthersElsewhere() {
    assertThat(reasons(weights(1, 1, EVEN, EVEN), weights(2, 1, new double[] {1.5, 1, 1, 1}, EVEN)))
        .containsExactly(
            ChangeReason.LEVEL, ChangeReason.OTHERS, ChangeReason.OTHERS, ChangeReason.OTHERS);
  }

  @Test
  void of_oneElasticityFalls_elasticityThere() {
    assertThat(reasons(weights(1, 1, EVEN, EVEN), weights(2, 1, EVEN, new double[] {1, 0.5, 1, 1})))
        .startsWith(ChangeReason.OTHERS, ChangeReason.ELASTICITY);
  }

  @Test
  void of_guardTightens_guardWhereTheRuleHadMovedMost() {
    double[] ratio = {3, 1, 1, 1};

    assertThat(reasons(weights(1, 1, ratio, EVEN), weights(2, 0.2, ratio, EVEN)))
        .startsWith(ChangeReason.GUARD);
  }

  @Test
  void of_nothingMoves_same() {
    assertThat(reasons(weights(1, 1, EVEN, EVEN), weights(2, 1, EVEN, EVEN)))
        .containsOnly(ChangeReason.SAME);
  }

  @Test
  void of_firstVersionOrOtherRegions_same() {
    WeightsRow first =
        WeightsRow.of(weights(1, 1, EVEN, EVEN), Optional.empty(), Scope.PATHS, 8, 0);
    WeightsRow other =
        WeightsRow.of(
            weights(2, 1, new double[] {2, 1}, new double[] {1, 1}),
            Optional.of(first),
            Scope.PATHS,
            8,
            0);

    assertThat(first.reason()).containsOnly(ChangeReason.SAME);
    assertThat(other.reason()).containsOnly(ChangeReason.SAME);
  }
}
