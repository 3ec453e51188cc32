package dev.aria.core.region;

/** How the regions of a corpus are made. */
public enum RegionSource {
  /** By k-means over the conditions of a sample. */
  KMEANS,
  /** From the region that each prompt brings along. */
  FIELD
}
