package dev.aria.trials.study;

import dev.aria.core.allocation.RegionVector;
import dev.aria.trials.study.data.WeightRow;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The weights of a run averaged over its steps, so that adapting can be told from a good mix. */
final class AveragedWeights {
  private AveragedWeights() {}

  /**
   * The average.
   *
   * @param rows of one run, in any order
   * @param base what held until the first of them
   * @param steps of the run
   */
  static RegionVector of(List<WeightRow> rows, RegionVector base, int steps) {
    double[] sums = new double[base.size()];
    TreeMap<Integer, double[]> held = new TreeMap<>();
    held.put(0, base.toArray());
    for (WeightRow row : rows) {
      held.computeIfAbsent(row.step(), step -> new double[base.size()])[row.region()] =
          row.weight();
    }
    for (Map.Entry<Integer, double[]> entry : held.entrySet()) {
      Integer next = held.higherKey(entry.getKey());
      int until = Math.min(steps, next == null ? steps : next);
      for (int region = 0; region < sums.length; region++) {
        sums[region] += Math.max(0, until - entry.getKey()) * entry.getValue()[region];
      }
    }
    return RegionVector.of(sums).normalised();
  }
}
