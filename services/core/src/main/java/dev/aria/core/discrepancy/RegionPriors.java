package dev.aria.core.discrepancy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Estimates with the gaps filled: a region never seen is expected near the mean of its group, to
 * which two regions of ratio 1 are added.
 */
final class RegionPriors {
  private static final double PSEUDO_REGIONS = 2;
  private static final double LEAST_VARIANCE = 0.05;
  private static final double LEAST_RATIO = 1e-9;

  private final List<RegionEstimate> filled;
  private final double meanRatio;

  RegionPriors(List<RegionEstimate> estimates, List<Integer> groups) {
    double[] means = groupMeans(estimates, groups);
    double variance = spread(estimates, groups, means);
    filled = new ArrayList<>(estimates.size());
    double sum = 0;
    for (int region = 0; region < estimates.size(); region++) {
      RegionEstimate estimate = estimates.get(region);
      filled.add(
          estimate.isSeen()
              ? estimate
              : RegionEstimate.unseen(means[groups.get(region)], variance));
      sum += filled.get(region).ratio();
    }
    meanRatio = sum / estimates.size();
  }

  private static double[] groupMeans(List<RegionEstimate> estimates, List<Integer> groups) {
    int count = Collections.max(groups) + 1;
    double[] means = new double[count];
    double[] members = new double[count];
    for (int region = 0; region < estimates.size(); region++) {
      if (estimates.get(region).isSeen()) {
        means[groups.get(region)] += estimates.get(region).ratio();
        members[groups.get(region)]++;
      }
    }
    for (int group = 0; group < count; group++) {
      means[group] = (means[group] + PSEUDO_REGIONS) / (members[group] + PSEUDO_REGIONS);
    }
    return means;
  }

  /** Mean square distance of the regions seen from the means of their groups. */
  private static double spread(
      List<RegionEstimate> estimates, List<Integer> groups, double[] means) {
    double squares = 0;
    int seen = 0;
    for (int region = 0; region < estimates.size(); region++) {
      if (estimates.get(region).isSeen()) {
        double distance = estimates.get(region).ratio() - means[groups.get(region)];
        squares += distance * distance;
        seen++;
      }
    }
    return seen < 2 ? RegionEstimate.UNSEEN.variance() : Math.max(squares / seen, LEAST_VARIANCE);
  }

  RegionEstimate of(int region) {
    return filled.get(region);
  }

  /**
   * The region's ratio over the mean of all, positive; 1 for {@link
   * dev.aria.core.record.Draw#NO_REGION}.
   */
  double relative(int region) {
    return region < 0
        ? 1
        : Math.max(filled.get(region).ratio(), LEAST_RATIO) / Math.max(meanRatio, LEAST_RATIO);
  }
}
