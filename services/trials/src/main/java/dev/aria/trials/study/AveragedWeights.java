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
   * The average from the first weights on; a run that takes it draws by the corpus until then, too.
   *
   * @param rows of one run, in any order, at least one
   * @param steps of the run
   * @throws IllegalArgumentException when no weights held for a step
   */
  static RegionVector of(List<WeightRow> rows, int steps) {
    int regions = rows.stream().mapToInt(WeightRow::region).max().orElseThrow() + 1;
    double[] sums = new double[regions];
    TreeMap<Integer, double[]> held = new TreeMap<>();
    for (WeightRow row : rows) {
      held.computeIfAbsent(row.step(), step -> new double[regions])[row.region()] = row.weight();
    }
    for (Map.Entry<Integer, double[]> entry : held.entrySet()) {
      Integer next = held.higherKey(entry.getKey());
      int until = Math.min(steps, next == null ? steps : next);
      for (int region = 0; region < regions; region++) {
        sums[region] += Math.max(0, until - entry.getKey()) * entry.getValue()[region];
      }
    }
    return RegionVector.of(sums).normalised();
  }
}
