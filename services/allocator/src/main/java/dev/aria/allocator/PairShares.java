package dev.aria.allocator;

import dev.aria.core.allocation.RegionVector;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.region.Metric;
import dev.aria.core.region.NearestCentroid;
import dev.aria.core.region.RegionCounts;
import dev.aria.runtime.pairs.PairedSet;

/** How a paired set is spread over the regions. */
public final class PairShares {
  private PairShares() {}

  /** pi': share of each region among the pairs, by the centroid nearest to their region vectors. */
  public static RegionVector of(RegionMapRecord map, PairedSet pairs) {
    NearestCentroid nearest = new NearestCentroid(map.centroids(), Metric.EUCLIDEAN);
    float[] vector = new float[pairs.regionDimension()];
    int[] assigned = new int[pairs.size()];
    for (int pair = 0; pair < assigned.length; pair++) {
      pairs.regionVector(pair, vector, 0);
      assigned[pair] = nearest.assign(vector);
    }
    return RegionVector.of(RegionCounts.of(assigned, map.regions()).shares());
  }
}
