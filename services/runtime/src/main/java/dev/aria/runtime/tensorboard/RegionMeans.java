package dev.aria.runtime.tensorboard;

import dev.aria.core.discrepancy.CountAwareEma;
import dev.aria.core.discrepancy.DiscrepancyCells;
import dev.aria.core.record.DiscrepancySum;
import dev.aria.core.record.Draw;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Discrepancy of each region as a moving mean whose memory counts samples, as {@link CountAwareEma}
 * has it, and its averages over the regions seen. Not thread-safe.
 */
final class RegionMeans {
  private static final int TENTH = 10;

  private final SortedMap<Integer, Mean> byRegion = new TreeMap<>();

  private record Mean(double value, long samples) {
    static final Mean NONE = new Mean(0, 0);

    Mean after(Seen seen) {
      long all = samples + seen.count;
      double gain =
          Math.max(
              CountAwareEma.gain(CountAwareEma.DEFAULT_BETA, (double) seen.count),
              (double) seen.count / all);
      double mean = DiscrepancyCells.real(seen.sum) / seen.count;
      return new Mean(value + gain * (mean - value), all);
    }
  }

  /** What one report tells of a region, all cells together: their order must not matter. */
  private record Seen(long count, long sum) {
    Seen(DiscrepancySum cell) {
      this(cell.count(), cell.sum());
    }

    Seen plus(Seen other) {
      return new Seen(count + other.count, sum + other.sum);
    }
  }

  /** Takes the sums of one report in; the null branch has no region and is passed over. */
  void add(List<DiscrepancySum> sums) {
    SortedMap<Integer, Seen> seen = new TreeMap<>();
    for (DiscrepancySum sum : sums) {
      if (sum.region() != Draw.NO_REGION) {
        seen.merge(sum.region(), new Seen(sum), Seen::plus);
      }
    }
    seen.forEach(
        (region, all) -> byRegion.put(region, byRegion.getOrDefault(region, Mean.NONE).after(all)));
  }

  /** Adds the averages to {@code values} under {@code tag}; none before the first sample. */
  void averages(String tag, SortedMap<String, Double> values) {
    averages(tag, byRegion.values().stream().mapToDouble(Mean::value).toArray(), values);
  }

  /**
   * Adds the mean of {@code means} to {@code values}, every region counting the same, and the mean
   * of the worst tenth of them, at least one.
   */
  static void averages(String tag, double[] means, SortedMap<String, Double> values) {
    if (means.length > 0) {
      double[] sorted = Arrays.stream(means).sorted().toArray();
      int worst = Math.max(1, (int) Math.round((double) sorted.length / TENTH));
      values.put(tag + "/macro", Arrays.stream(sorted).average().orElseThrow());
      values.put(
          tag + "/worst_decile",
          Arrays.stream(sorted, sorted.length - worst, sorted.length).average().orElseThrow());
    }
  }
}
