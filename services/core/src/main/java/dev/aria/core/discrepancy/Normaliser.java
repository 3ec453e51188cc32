package dev.aria.core.discrepancy;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.record.DiscrepancySum;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;

/**
 * h: the level of the discrepancy in each (timestep bin, branch), as if all regions were alike.
 * Each sample is divided by its region's relative ratio before it enters the running mean, so that
 * the level does not move when other regions are drawn. Ours. Immutable.
 */
public final class Normaliser {
  private static final double BETA = 0.005;
  private static final double LEAST_LEVEL = 0x1p-32;

  /** Levels and counts kept: every (branch, bin). */
  static final int CELLS = Branch.values().length * TimestepBins.COUNT;

  private final double[] levels;
  private final long[] counts;

  private Normaliser(double[] levels, long[] counts) {
    this.levels = levels;
    this.counts = counts;
  }

  static Normaliser empty() {
    return new Normaliser(new double[CELLS], new long[CELLS]);
  }

  static Normaliser of(double[] levels, long[] counts) {
    if (levels.length != CELLS || counts.length != CELLS) {
      throw new IllegalArgumentException(
          "normaliser needs %d levels, got %d".formatted(CELLS, levels.length));
    }
    return new Normaliser(levels.clone(), counts.clone());
  }

  private static int index(int bin, Branch branch) {
    return branch.code() * TimestepBins.COUNT + bin;
  }

  /** Level of a cell; positive. Meaningful once {@link #count} is. */
  public double level(int bin, Branch branch) {
    return Math.max(levels[index(bin, branch)], LEAST_LEVEL);
  }

  /** Samples behind a level. */
  public long count(int bin, Branch branch) {
    return counts[index(bin, branch)];
  }

  double[] levels() {
    return levels.clone();
  }

  long[] counts() {
    return counts.clone();
  }

  /** Mean level of the samples seen so far in {@code branches}, 1 before the first. */
  double meanLevel(Set<Branch> branches) {
    double sum = 0;
    long count = 0;
    for (Branch branch : Branch.values()) {
      for (int bin = 0; bin < TimestepBins.COUNT && branches.contains(branch); bin++) {
        sum += count(bin, branch) * level(bin, branch);
        count += count(bin, branch);
      }
    }
    return count == 0 ? 1 : sum / count;
  }

  /**
   * Levels after {@code cells}.
   *
   * @param relativeRatio each region's ratio over the mean ratio, positive
   */
  Normaliser fold(List<DiscrepancySum> cells, IntToDoubleFunction relativeRatio) {
    double[] sums = new double[CELLS];
    long[] added = new long[CELLS];
    for (DiscrepancySum cell : cells) {
      int index = index(cell.bin(), cell.branch());
      sums[index] += DiscrepancyCells.real(cell.sum()) / relativeRatio.applyAsDouble(cell.region());
      added[index] += cell.count();
    }
    double[] newLevels = levels.clone();
    long[] newCounts = counts.clone();
    for (int i = 0; i < CELLS; i++) {
      if (added[i] > 0) {
        newCounts[i] += added[i];
        double gain =
            Math.max(CountAwareEma.gain(BETA, (double) added[i]), (double) added[i] / newCounts[i]);
        newLevels[i] += gain * (sums[i] / added[i] - newLevels[i]);
      }
    }
    return new Normaliser(newLevels, newCounts);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Normaliser that
        && Arrays.equals(levels, that.levels)
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(levels) + Arrays.hashCode(counts);
  }
}
