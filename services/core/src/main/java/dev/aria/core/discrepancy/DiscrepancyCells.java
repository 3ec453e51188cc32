package dev.aria.core.discrepancy;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.record.DiscrepancySum;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Accumulates the per-sample discrepancy, mean over all elements of (eps_T - eps_S)^2, in cells of
 * (region, timestep bin, branch). Sums are integers in units of 2^-32, so that any order, split or
 * merge gives the same bits; one that would overflow stays at the largest long. One thread at a
 * time.
 */
public final class DiscrepancyCells {
  /** A larger discrepancy counts as this much: noise has variance 1, so such a student diverges. */
  public static final double LIMIT = 1024;

  private static final double SCALE = 0x1p32;

  private final SortedMap<Cell, Sums> cells = new TreeMap<>();

  private record Cell(int region, int bin, Branch branch) implements Comparable<Cell> {
    @Override
    public int compareTo(Cell other) {
      int byRegion = Integer.compare(region, other.region);
      int byBin = byRegion == 0 ? Integer.compare(bin, other.bin) : byRegion;
      return byBin == 0 ? Integer.compare(branch.code(), other.branch.code()) : byBin;
    }
  }

  private record Sums(long count, long sum, long squares) {
    Sums plus(Sums other) {
      return new Sums(
          saturated(count, other.count),
          saturated(sum, other.sum),
          saturated(squares, other.squares));
    }

    private static long saturated(long a, long b) {
      return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }
  }

  /**
   * Adds one sample.
   *
   * @param discrepancy at least 0; values above {@link #LIMIT} count as that
   * @throws IllegalArgumentException when it is NaN, infinite or negative
   */
  public void add(int region, int bin, Branch branch, double discrepancy) {
    if (!(discrepancy >= 0 && Double.isFinite(discrepancy))) {
      throw new IllegalArgumentException(
          "discrepancy must be finite and at least 0, got " + discrepancy);
    }
    double bounded = Math.min(discrepancy, LIMIT);
    Sums sample = new Sums(1, Math.round(bounded * SCALE), Math.round(bounded * bounded * SCALE));
    cells.merge(new Cell(region, bin, branch), sample, Sums::plus);
  }

  /** Adds what was accumulated elsewhere. */
  public void addAll(Iterable<DiscrepancySum> sums) {
    for (DiscrepancySum sum : sums) {
      cells.merge(
          new Cell(sum.region(), sum.bin(), sum.branch()),
          new Sums(sum.count(), sum.sum(), sum.sumOfSquares()),
          Sums::plus);
    }
  }

  /** The sums so far, sorted by region, bin and branch. */
  public List<DiscrepancySum> toSums() {
    List<DiscrepancySum> sums = new ArrayList<>(cells.size());
    cells.forEach(
        (cell, sum) ->
            sums.add(
                new DiscrepancySum(
                    cell.region, cell.bin, cell.branch, sum.count, sum.sum, sum.squares)));
    return List.copyOf(sums);
  }

  /** A fixed-point sum as a real number. */
  public static double real(long fixed) {
    return fixed / SCALE;
  }
}
