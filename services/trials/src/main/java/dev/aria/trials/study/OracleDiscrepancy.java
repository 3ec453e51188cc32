package dev.aria.trials.study;

import dev.aria.core.allocation.Allocation;
import dev.aria.core.allocation.AllocationInput;
import dev.aria.core.allocation.AllocationPolicy;
import dev.aria.core.allocation.RegionVector;
import java.util.Arrays;
import java.util.Optional;

/**
 * Feeds a sampling rule with the held-out discrepancy of each region, over their mean, in the place
 * of the tracked one. A region without held-out prompts counts as average. For one thread.
 */
final class OracleDiscrepancy {
  private Optional<RegionVector> ratio = Optional.empty();

  /**
   * What the next weights are made by.
   *
   * @param discrepancies held-out discrepancy of each region; NaN where nothing is held out
   */
  void saw(double[] discrepancies) {
    double mean =
        Arrays.stream(discrepancies).filter(value -> !Double.isNaN(value)).average().orElseThrow();
    ratio =
        Optional.of(
            RegionVector.generate(
                discrepancies.length,
                region -> Double.isNaN(discrepancies[region]) ? 1 : discrepancies[region] / mean));
  }

  /** {@code rule}, fed by this; until it has seen anything, the base shares. */
  AllocationPolicy feeding(AllocationPolicy rule) {
    return input ->
        ratio
            .map(seen -> rule.weights(with(input, seen)))
            .orElseGet(() -> new Allocation(input.base(), 1, 0));
  }

  private static AllocationInput with(AllocationInput input, RegionVector ratio) {
    return new AllocationInput(
        input.base(),
        ratio,
        input.rootMeanSquare(),
        input.elasticity(),
        input.pooledElasticity(),
        input.steps());
  }
}
