package dev.aria.core.allocation;

import dev.aria.core.conditioning.Branch;
import java.util.Set;

/** Which draws follow the weights. Which of the two ARIA means is not public. */
public enum Scope {
  /** Only the conditions that Random Conditioning swaps in. */
  SWAPPED {
    @Override
    public Set<Branch> steered() {
      return Set.of(Branch.SWAPPED);
    }

    @Override
    RegionVector steer(RegionVector weights, RegionVector pairs, double lam) {
      return pairs;
    }
  },
  /** The paired samples too, among the regions that have pairs. */
  ALL {
    @Override
    public Set<Branch> steered() {
      return Set.of(Branch.SWAPPED, Branch.PAIRED);
    }

    @Override
    RegionVector steer(RegionVector weights, RegionVector pairs, double lam) {
      RegionVector among =
          RegionVector.generate(
              pairs.size(), region -> pairs.get(region) > 0 ? weights.get(region) : 0);
      if (among.sum() == 0) {
        return pairs;
      }
      RegionVector focus = among.normalised();
      return RegionVector.generate(
          pairs.size(), region -> lam * pairs.get(region) + (1 - lam) * focus.get(region));
    }
  };

  /** Branches whose draws follow the weights. */
  public abstract Set<Branch> steered();

  abstract RegionVector steer(RegionVector weights, RegionVector pairs, double lam);

  /**
   * p': probability of each region among paired draws. Under ALL, lam pi' + (1 - lam) p over the
   * regions with pairs, normalised; under SWAPPED, pi' itself.
   *
   * @param weights p of the swapped draws
   * @param pairs pi': share of each region in the paired set, of sum 1
   * @param lam share that keeps to pi', in [0, 1]
   * @throws IllegalArgumentException when sizes differ, lam is out of range or there are no pairs
   */
  public RegionVector paired(RegionVector weights, RegionVector pairs, double lam) {
    if (weights.size() != pairs.size() || !(lam >= 0 && lam <= 1)) {
      throw new IllegalArgumentException(
          "need as many weights as pair shares and lam in [0, 1], got %d, %d and %s"
              .formatted(weights.size(), pairs.size(), lam));
    }
    return steer(weights, pairs.normalised(), lam).normalised();
  }
}
