package dev.aria.core.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.discrepancy.CountAwareEma;
import dev.aria.core.discrepancy.DiscrepancyCells;
import dev.aria.core.discrepancy.Signal;
import dev.aria.core.discrepancy.Statistics;
import dev.aria.core.discrepancy.StatisticsFold;
import dev.aria.core.discrepancy.Tick;
import dev.aria.core.record.PolicyConstants;
import dev.aria.core.scheduling.Credits;
import dev.aria.core.scheduling.Serving;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Estimator, rule and scheduler together, on {@link LossCurves}, against Random Conditioning. */
final class ClosedLoopTest {
  private static final int REGIONS = 256;
  private static final int BATCH = 64;
  private static final int TICKS = 400;
  private static final Outcome NATURAL = outcome("natural", 0);
  private static final Outcome ARIA = outcome("aria", 0);

  @Test
  void aria_againstRandomConditioning_helpsRareAndHardRegionsAndSparesTheAverage() {
    assertThat(ARIA.macro() / NATURAL.macro()).isLessThanOrEqualTo(0.94);
    assertThat(ARIA.worstTenth() / NATURAL.worstTenth()).isLessThanOrEqualTo(0.97);
    assertThat(ARIA.natural() / NATURAL.natural()).isLessThanOrEqualTo(1.02);
  }

  /** Flattening the base shares takes most of the gain; feedback must be worth something on top. */
  @Test
  void aria_againstTempered_helpsTheWorstRegionsFurther() {
    Outcome tempered = outcome("tempered", 0);

    assertThat(ARIA.worstTenth()).isLessThan(tempered.worstTenth());
    assertThat(ARIA.macro()).isLessThan(tempered.macro());
  }

  @Test
  void aria_withWeightsThirtyTicksLate_stillHelps() {
    Outcome late = outcome("aria", 30);

    assertThat(late.macro() / NATURAL.macro()).isLessThanOrEqualTo(0.95);
  }

  @Test
  void aria_oneRegionAMillionTimesWorse_starvesNoOther() {
    AllocationPolicy policy = PolicyName.ARIA.policy(PolicyConstants.DEFAULTS, 20, 64, BATCH);
    RegionVector ratio = Inputs.raised(Inputs.constant(64, 1), 7, 1e6);
    RegionVector ones = Inputs.constant(64, 1);
    RegionVector base = Inputs.constant(64, 1.0 / 64);
    RegionVector weights =
        policy.weights(new AllocationInput(base, ratio, ratio, ones, 0.5, 1000)).weights();
    double harmonic = 0;
    for (int i = 1; i <= 64; i++) {
      harmonic += 1.0 / i;
    }
    double least = Arrays.stream(weights.toArray()).min().orElseThrow();

    int batches = (int) Math.ceil((harmonic + 1) / least / BATCH) + 1;
    Credits credits = Credits.none(64);
    int[] served = new int[64];
    for (int i = 0; i < batches; i++) {
      Serving serving = credits.serve(weights.toArray(), BATCH);
      credits = serving.credits();
      Arrays.setAll(served, r -> served[r] + serving.count(r));
    }

    assertThat(served).doesNotContain(0);
  }

  /** Means over a few worlds. */
  private record Outcome(double macro, double worstTenth, double natural) {
    Outcome plus(LossCurves curves) {
      return new Outcome(
          macro + curves.macro(), worstTenth + curves.worstTenth(), natural + curves.natural());
    }
  }

  private static Outcome outcome(String policy, int delayTicks) {
    Outcome sum = new Outcome(0, 0, 0);
    for (long seed : new long[] {1, 2}) {
      sum = sum.plus(trained(policy, seed, delayTicks));
    }
    return sum;
  }

  private static LossCurves trained(String name, long seed, int delayTicks) {
    LossCurves curves = new LossCurves(seed, REGIONS);
    AllocationPolicy policy =
        PolicyName.of(name)
            .policy(PolicyConstants.DEFAULTS, name.equals("aria") ? 20 : 0, REGIONS, BATCH);
    StatisticsFold fold =
        new StatisticsFold(
            new CountAwareEma(CountAwareEma.DEFAULT_BETA, 1),
            Signal.TRAINING,
            Scope.SWAPPED.steered(),
            Collections.nCopies(REGIONS, 0));
    Statistics statistics = Statistics.initial(0, "map", REGIONS);
    Deque<RegionVector> published =
        new ArrayDeque<>(Collections.nCopies(delayTicks + 1, curves.base()));
    Credits credits = Credits.none(REGIONS);
    for (int tick = 0; tick < TICKS; tick++) {
      double[] weights = published.remove().toArray();
      DiscrepancyCells cells = new DiscrepancyCells();
      for (int step = 0; step < Tick.STEPS; step++) {
        Serving serving = credits.serve(weights, BATCH);
        credits = serving.credits();
        curves.train(serving.counts(), cells);
      }
      statistics = fold.fold(statistics, new Tick(tick, cells.toSums(), List.of()));
      AllocationInput input =
          AllocationInput.of(
              curves.base(), fold.summary(statistics), statistics.nextStep(Tick.STEPS));
      published.add(policy.weights(input).weights());
    }
    return curves;
  }
}
