package dev.aria.core.discrepancy;

/**
 * What one tick showed of one region, normalised by the levels of its timestep bins.
 *
 * @param count samples n, at least 1
 * @param mean mean of the ratios
 * @param meanSquare mean of their squares
 */
public record Observation(long count, double mean, double meanSquare) {
  public Observation {
    if (count < 1) {
      throw new IllegalArgumentException("observed samples must be at least 1, got " + count);
    }
  }
}
