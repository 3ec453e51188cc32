package dev.aria.trials.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.allocation.Allocation;
import dev.aria.core.allocation.AllocationInput;
import dev.aria.core.allocation.RegionVector;
import dev.aria.trials.study.data.RunKey;
import dev.aria.trials.study.data.WeightRow;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Gap, averaged weights and the oracle. */
final class WeightRulesTest {
  private static final RegionVector BASE = RegionVector.of(0.5, 0.3, 0.2);

  @Test
  void gap_coveredRegion_keepsItsFloorAlone() {
    RegionVector gap = GapShares.of(BASE, RegionVector.of(0.8, 0.2, 0.0));

    assertThat(gap.get(0)).isCloseTo(0.3 * 0.5, within(1e-12));
    assertThat(gap.get(1)).isCloseTo(0.7 / 3 + 0.3 * 0.3, within(1e-12));
    assertThat(gap.get(2)).isCloseTo(0.7 * 2 / 3 + 0.3 * 0.2, within(1e-12));
  }

  @Test
  void gap_pairsSpreadAsTheCorpus_isTheCorpus() {
    assertThat(GapShares.of(BASE, BASE)).isEqualTo(BASE);
  }

  @Test
  void averaged_weightsHeldForUnequalTimes_countByTheirSteps() {
    List<WeightRow> rows =
        List.of(row(40, 0, 0.2), row(40, 1, 0.2), row(40, 2, 0.6), row(60, 2, 1.0));

    RegionVector mean = AveragedWeights.of(rows, 100);

    assertThat(mean.get(0)).isCloseTo(20 * 0.2 / 60, within(1e-12));
    assertThat(mean.get(1)).isCloseTo(20 * 0.2 / 60, within(1e-12));
    assertThat(mean.get(2)).isCloseTo((20 * 0.6 + 40 * 1.0) / 60, within(1e-12));
  }

  @Test
  void oracle_regionWithoutHeldOutPrompts_countsAsAverage() {
    OracleDiscrepancy oracle = new OracleDiscrepancy();
    AllocationInput input = new AllocationInput(BASE, ones(), ones(), ones(), 0.5, 100);

    Allocation before = oracle.feeding(OracleTestRule::byRatio).weights(input);
    oracle.saw(new double[] {0.3, Double.NaN, 0.1});
    Allocation after = oracle.feeding(OracleTestRule::byRatio).weights(input);

    assertThat(before.weights()).isEqualTo(BASE);
    assertThat(after.weights().get(0)).isCloseTo(0.5, within(1e-12));
    assertThat(after.weights().get(1)).isCloseTo(1.0 / 3, within(1e-12));
    assertThat(after.weights().get(2)).isCloseTo(0.5 / 3, within(1e-12));
  }

  /** A rule that gives each region its ratio over the sum. */
  private static final class OracleTestRule {
    static Allocation byRatio(AllocationInput input) {
      return new Allocation(input.ratio().normalised(), 1, 0);
    }
  }

  private static RegionVector ones() {
    return RegionVector.of(1, 1, 1);
  }

  private static WeightRow row(int step, int region, double weight) {
    return new WeightRow(new RunKey("aria", 1), step, region, "r" + region, 0.3, 0.3, weight, 1);
  }
}
