package dev.aria.core.allocation;

import dev.aria.core.record.PolicyConstants;

/**
 * The share of the draws that does not depend on statistics: p = (1 - lam - u) q + lam pi + u/R. It
 * keeps p >= lam pi, so that each region fares at least as well as under Random Conditioning at lam
 * times the steps and base / draw is at most 1/lam, and p >= u/R, so that each is seen. Ours.
 *
 * @param lam share drawn by the base shares, in [0, 1]
 * @param u share drawn uniformly, in [0, 1 - lam]
 */
record Floors(double lam, double u) {
  private static final double MOST_COVERAGE = 0.1;
  private static final double COVERAGE_BATCHES = 1000;

  public Floors {
    if (!(lam >= 0 && u >= 0 && lam + u <= 1)) {
      throw new IllegalArgumentException(
          "lam and u must be at least 0 and lam + u at most 1, got %s and %s".formatted(lam, u));
    }
  }

  /** The floors that {@code constants} call for with R {@code regions}. */
  static Floors of(PolicyConstants constants, int regions, int batch) {
    double most = 1 - constants.naturalShare();
    return new Floors(
        constants.naturalShare(), Math.min(coverage(constants.floor(), regions, batch), most));
  }

  /**
   * Share u that shows each of {@code regions} once in 1000 batches, so far as a tenth of the draws
   * can do that; at least {@code floor}.
   */
  static double coverage(double floor, int regions, int batch) {
    if (regions < 1 || batch < 1) {
      throw new IllegalArgumentException(
          "regions and batch must be at least 1, got %d and %d".formatted(regions, batch));
    }
    double needed = regions / (COVERAGE_BATCHES * batch);
    return Math.max(floor, Math.min(needed, MOST_COVERAGE));
  }

  /** Mixes the floors into the normalised {@code focus}, which is 0 where the base share is. */
  RegionVector under(RegionVector focus, AllocationInput input) {
    double uniform = u / input.liveRegions();
    RegionVector q = focus.normalised();
    return RegionVector.generate(
            input.regions(),
            region ->
                input.isLive(region)
                    ? (1 - lam - u) * q.get(region) + lam * input.base().get(region) + uniform
                    : 0)
        .normalised();
  }
}
