package dev.aria.core.allocation;

/**
 * What a sampling rule decided.
 *
 * @param weights p: probability of each region, of sum 1
 * @param theta strength that the guard left to the rule, in [0, 1]; 1 for rules without a guard
 * @param predictedHarm predicted relative rise of the natural average against Random Conditioning,
 *     0 where the rule predicts none
 */
public record Allocation(RegionVector weights, double theta, double predictedHarm) {

  static Allocation unguarded(RegionVector weights) {
    return new Allocation(weights, 1, 0);
  }
}
