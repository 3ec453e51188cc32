package dev.aria.core.region;

import dev.aria.core.tensor.Tensor;

/** Finds the centroids of the regions of a condition space, such as by k-means. */
@FunctionalInterface
public interface RegionFitter {

  /**
   * Fits {@code regions} centroids to a sample of condition vectors; the same arguments give the
   * same centroids.
   *
   * @param conditions (N, D) float32
   * @param regions R, at least 1 and at most N
   * @return (R, D) float32
   */
  Tensor fit(Tensor conditions, int regions, long seed);
}
