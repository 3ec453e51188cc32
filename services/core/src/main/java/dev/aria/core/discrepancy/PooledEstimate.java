package dev.aria.core.discrepancy;

/**
 * What is estimated over all regions together.
 *
 * @param clock samples observed so far
 * @param noise cv^2: squared coefficient of variation of one sample within its region
 * @param driftTime T: samples over which a region's ratio drifts by about itself
 */
public record PooledEstimate(long clock, double noise, double driftTime) {
  static final PooledEstimate INITIAL = new PooledEstimate(0, 1, 4e5);
}
