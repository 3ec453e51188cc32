package dev.aria.trials.study;

import dev.aria.core.allocation.RegionVector;

/**
 * Static weights by coverage: the part of each region's corpus share that the pairs do not cover. p
 * = (1 - lam) g + lam pi with g = max(0, pi - pi') over its sum. Where the pairs are spread as the
 * corpus is, p = pi. Ours.
 */
final class GapShares {
  /** lam: as large as the floor of the other rules. */
  private static final double NATURAL_SHARE = 0.3;

  private GapShares() {}

  /**
   * The weights.
   *
   * @param corpus pi: share of each region in the corpus, of sum 1
   * @param pairs pi': share of each region in the paired set, of sum 1
   */
  static RegionVector of(RegionVector corpus, RegionVector pairs) {
    RegionVector uncovered =
        RegionVector.generate(
            corpus.size(), region -> Math.max(0, corpus.get(region) - pairs.get(region)));
    if (!(uncovered.sum() > 0)) {
      return corpus.normalised();
    }
    RegionVector gap = uncovered.normalised();
    return RegionVector.generate(
            corpus.size(),
            region -> (1 - NATURAL_SHARE) * gap.get(region) + NATURAL_SHARE * corpus.get(region))
        .normalised();
  }
}
