package dev.aria.core.allocation;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.record.RegionWeight;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Which draws follow the weights. Which of the two ARIA means is not public. */
public enum Scope {
  /** Only the conditions that Random Conditioning swaps in. */
  SWAPPED(true, false, false),
  /** Only the prompts of the teacher's sampling paths. */
  PATHS(false, false, true),
  /** Both, and the paired samples too, among the regions that have pairs. */
  ALL(true, true, true);

  private final boolean swapped;
  private final boolean paired;
  private final boolean paths;

  Scope(boolean swapped, boolean paired, boolean paths) {
    this.swapped = swapped;
    this.paired = paired;
    this.paths = paths;
  }

  /** Branches whose draws follow the weights. */
  public Set<Branch> steered() {
    return Arrays.stream(Branch.values()).filter(this::steers).collect(Collectors.toSet());
  }

  private boolean steers(Branch branch) {
    return switch (branch) {
      case SWAPPED -> swapped;
      case PAIRED -> paired;
      case PATH -> paths;
      case NULL -> false;
    };
  }

  /** p of the region that {@code published} is of, among the draws that follow the weights. */
  public double weight(RegionWeight published) {
    return swapped ? published.swapped() : published.path();
  }

  /**
   * p of a branch that draws prompts of the corpus: the weights where it is steered, else pi.
   *
   * @param branch {@link Branch#SWAPPED} or {@link Branch#PATH}
   * @param weights p of the steered branches
   * @param base pi: share of each region in the corpus
   */
  public RegionVector ofCorpus(Branch branch, RegionVector weights, RegionVector base) {
    return steers(branch) ? weights : base;
  }

  /**
   * p': probability of each region among paired draws. Where they are steered, lam pi' + (1 - lam)
   * p over the regions with pairs, normalised; else pi' itself.
   *
   * @param weights p of the steered branches
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
    RegionVector shares = pairs.normalised();
    return paired ? mixed(weights, shares, lam).normalised() : shares.normalised();
  }

  private static RegionVector mixed(RegionVector weights, RegionVector pairs, double lam) {
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
}
