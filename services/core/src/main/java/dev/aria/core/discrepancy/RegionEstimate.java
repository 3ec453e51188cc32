package dev.aria.core.discrepancy;

/**
 * What is known of one region's discrepancy, relative to the level of its timestep bins (1 is
 * average).
 *
 * @param ratio rho: tracked mean
 * @param meanSquare tracked mean square
 * @param variance P: variance of {@code ratio}'s error; only a Kalman filter keeps it
 * @param fast quick exponential average that notices jumps; only a Kalman filter keeps it
 * @param fastWeight total weight behind {@code fast}, in [0, 1]
 * @param samples observations so far
 * @param lastSeen pooled clock at the last observation, in samples
 */
public record RegionEstimate(
    double ratio,
    double meanSquare,
    double variance,
    double fast,
    double fastWeight,
    long samples,
    long lastSeen) {
  private static final double FIRST_VARIANCE = 0.5;

  /** A region that no sample has reached. */
  public static final RegionEstimate UNSEEN = unseen(1, FIRST_VARIANCE);

  /** A region that no sample has reached, expected near {@code mean} with {@code variance}. */
  static RegionEstimate unseen(double mean, double variance) {
    return new RegionEstimate(mean, mean * mean, variance, 0, 0, 0, 0);
  }

  boolean isSeen() {
    return samples > 0;
  }
}
