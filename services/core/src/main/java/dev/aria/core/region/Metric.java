package dev.aria.core.region;

/** How far a condition vector lies from a centroid. */
public enum Metric {
  /** Squared Euclidean distance. */
  EUCLIDEAN,
  /** One minus the cosine of the angle between them; a zero vector is at distance 1 of all. */
  COSINE
}
