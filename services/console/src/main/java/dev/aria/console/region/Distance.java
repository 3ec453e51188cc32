package dev.aria.console.region;

/** How far conditions lie apart. */
final class Distance {
  private Distance() {}

  /** The squared Euclidean distance of two vectors of the same length. */
  static double square(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = a[i] - b[i];
      sum += difference * difference;
    }
    return sum;
  }
}
