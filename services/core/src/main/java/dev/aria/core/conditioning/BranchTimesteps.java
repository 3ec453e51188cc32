package dev.aria.core.conditioning;

import dev.aria.core.diffusion.TimestepFractions;
import java.util.Arrays;

/**
 * The law of t given the branch: proportional to p(t) when swapped, to 1 - p(t) when paired,
 * uniform for the null prompt, which does not depend on t.
 */
final class BranchTimesteps {
  private final double[] swapped;
  private final double[] paired;
  private final int timesteps;

  BranchTimesteps(TimestepFractions fractions, SwapProbability swap) {
    this.timesteps = fractions.timesteps();
    swapped = new double[timesteps];
    paired = new double[timesteps];
    double swaps = 0;
    double keeps = 0;
    for (int t = 0; t < timesteps; t++) {
      double p = swap.at(fractions.at(t));
      if (!(p >= 0 && p <= 1)) {
        throw new IllegalArgumentException("p(%d) must be in [0, 1], got %s".formatted(t, p));
      }
      swapped[t] = swaps += p;
      paired[t] = keeps += 1 - p;
    }
  }

  double meanSwapProbability() {
    return swapped[timesteps - 1] / timesteps;
  }

  /** The timestep at {@code quantile} in [0, 1) of the branch's law. */
  int timestep(Branch branch, double quantile) {
    return switch (branch) {
      case SWAPPED -> inverse(swapped, quantile);
      case PAIRED -> inverse(paired, quantile);
      case NULL -> (int) (quantile * timesteps);
      case PATH -> throw new IllegalArgumentException("a path has timesteps of its own");
    };
  }

  /**
   * First index whose cumulative weight exceeds the quantile's; uniform when there is no weight.
   */
  private int inverse(double[] cumulative, double quantile) {
    double total = cumulative[timesteps - 1];
    if (total == 0) {
      return (int) (quantile * timesteps);
    }
    int found = Arrays.binarySearch(cumulative, Math.nextUp(quantile * total));
    return Math.min(found < 0 ? -found - 1 : found, timesteps - 1);
  }
}
