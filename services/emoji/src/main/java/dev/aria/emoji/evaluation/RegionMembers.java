package dev.aria.emoji.evaluation;

import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.region.Metric;
import dev.aria.core.region.NearestCentroid;
import dev.aria.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Which region each of many conditions falls in. */
public final class RegionMembers {
  private RegionMembers() {}

  /**
   * The region with the nearest centroid, for each row.
   *
   * @param conditions (N, D)
   */
  public static List<Integer> of(Tensor conditions, RegionMapRecord regions) {
    NearestCentroid nearest = new NearestCentroid(regions.centroids(), Metric.EUCLIDEAN);
    List<Integer> members = new ArrayList<>();
    float[] condition = new float[conditions.rowSize()];
    for (int row = 0; row < conditions.shape().get(0); row++) {
      conditions.readRow(row, condition, 0);
      members.add(nearest.assign(condition));
    }
    return members;
  }
}
