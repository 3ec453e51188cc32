package dev.aria.core.region;

import dev.aria.core.random.Purpose;
import dev.aria.core.random.RandomStream;
import dev.aria.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Parent clusters of regions: neighbours lend their mean discrepancy to a region that no sample has
 * reached yet.
 */
public final class RegionGroups {
  private RegionGroups() {}

  /**
   * Group of each region, by clustering the centroids into about sqrt(R) groups.
   *
   * @param centroids (R, D) float32; with D = 0 all regions form one group
   */
  public static List<Integer> of(Tensor centroids, RegionFitter fitter, Metric metric, long seed) {
    int regions = centroids.shape().get(0);
    int groups = (int) Math.round(Math.sqrt(regions));
    if (centroids.size() == 0 || groups < 2) {
      return Collections.nCopies(regions, 0);
    }
    long fitSeed = RandomStream.of(seed, Purpose.REGION_FIT, 1).nextLong();
    NearestCentroid parents = new NearestCentroid(fitter.fit(centroids, groups, fitSeed), metric);
    List<Integer> parentOf = new ArrayList<>(regions);
    float[] centroid = new float[centroids.rowSize()];
    for (int region = 0; region < regions; region++) {
      centroids.readRow(region, centroid, 0);
      parentOf.add(parents.assign(centroid));
    }
    return List.copyOf(parentOf);
  }
}
