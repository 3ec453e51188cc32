package dev.aria.core.allocation;

/**
 * The part of every draw that no statistic touches: p = (1 - lam - u) q + lam pi + u/R. It keeps p
 * >= lam pi, so that each region fares at least as well as under Random Conditioning at lam times
 * the steps and base / draw is at most 1/lam, and p >= u/R, so that each is seen. Ours.
 *
 * @param lam share drawn by the base shares, in [0, 1]
 * @param u share drawn uniformly, in [0, 1 - lam]
 */
public record Floors(double lam, double u) {
  /** lam unless set otherwise. */
  public static final double DEFAULT_LAM = 0.3;

  private static final double LEAST_COVERAGE = 0.02;
  private static final double MOST_COVERAGE = 0.1;
  private static final double COVERAGE_BATCHES = 1000;

  public Floors {
    if (!(lam >= 0 && u >= 0 && lam + u <= 1)) {
      throw new IllegalArgumentException(
          "lam and u must be at least 0 and lam + u at most 1, got %s and %s".formatted(lam, u));
    }
  }

  /** The least share u that shows each of {@code regions} once in 1000 batches, in [.02, .1]. */
  public static double coverage(int regions, int batch) {
    if (regions < 1 || batch < 1) {
      throw new IllegalArgumentException(
          "regions and batch must be at least 1, got %d and %d".formatted(regions, batch));
    }
    double needed = regions / (COVERAGE_BATCHES * batch);
    return Math.min(Math.max(needed, LEAST_COVERAGE), MOST_COVERAGE);
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
