package dev.aria.core.region;

import dev.aria.core.tensor.Tensor;

/**
 * Assigns a condition vector to the region whose centroid is nearest; ties go to the lower index. R
 * regions, D dimensions. Sums run in double precision in a fixed order, so every machine gives the
 * same answer.
 */
public final class NearestCentroid {
  private final float[][] centroids; // (R, D)
  private final double[] norms;
  private final Metric metric;

  /**
   * @param centroids (R, D) float32
   * @throws IllegalArgumentException when they are not a matrix of finite numbers with R, D >= 1
   */
  public NearestCentroid(Tensor centroids, Metric metric) {
    if (centroids.shape().size() != 2 || centroids.size() == 0 || !centroids.isFinite()) {
      throw new IllegalArgumentException(
          "centroids must be a finite (R, D) matrix, got " + centroids);
    }
    this.metric = metric;
    int regions = centroids.shape().get(0);
    this.centroids = new float[regions][centroids.rowSize()];
    this.norms = new double[regions];
    for (int region = 0; region < regions; region++) {
      centroids.readRow(region, this.centroids[region], 0);
      norms[region] = Math.sqrt(dot(this.centroids[region], this.centroids[region]));
    }
  }

  /**
   * Region of {@code condition}, in [0, R).
   *
   * @param condition (D)
   * @throws IllegalArgumentException when it has another length or is not finite
   */
  public int assign(float[] condition) {
    if (condition.length != centroids[0].length) {
      throw new IllegalArgumentException(
          "condition has %d elements, centroids have %d"
              .formatted(condition.length, centroids[0].length));
    }
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    double norm = Math.sqrt(dot(condition, condition));
    if (!Double.isFinite(norm)) {
      throw new IllegalArgumentException("condition holds NaN or infinity");
    }
    for (int region = 0; region < centroids.length; region++) {
      double distance = distance(condition, norm, region);
      if (distance < least) {
        least = distance;
        nearest = region;
      }
    }
    return nearest;
  }

  private double distance(float[] condition, double norm, int region) {
    if (metric == Metric.COSINE) {
      double scale = norm * norms[region];
      return scale == 0 ? 1 : 1 - dot(condition, centroids[region]) / scale;
    }
    double sum = 0;
    for (int i = 0; i < condition.length; i++) {
      double difference = (double) condition[i] - centroids[region][i];
      sum += difference * difference;
    }
    return sum;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
