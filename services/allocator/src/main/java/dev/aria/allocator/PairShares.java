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

  /** pi': share of each region among the pairs, by the nearest centroid of their conditions. */
  public static RegionVector of(RegionMapRecord map, PairedSet pairs) {
    NearestCentroid nearest = new NearestCentroid(map.centroids(), Metric.EUCLIDEAN);
    float[] condition = new float[map.centroids().rowSize()];
    int[] assigned = new int[pairs.size()];
    for (int pair = 0; pair < assigned.length; pair++) {
      pairs.condition(pair, condition, 0);
      assigned[pair] = nearest.assign(condition);
    }
    return RegionVector.of(RegionCounts.of(assigned, map.regions()).shares());
  }
}
