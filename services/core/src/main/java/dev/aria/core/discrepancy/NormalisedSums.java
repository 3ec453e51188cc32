package dev.aria.core.discrepancy;

import dev.aria.core.record.DiscrepancySum;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Per region: count, sum and sum of squares of the discrepancy over the level of its cell. */
final class NormalisedSums {
  private final long[] counts;
  private final double[] sums;
  private final double[] squares;

  NormalisedSums(int regions, List<DiscrepancySum> cells, ToDoubleFunction<DiscrepancySum> level) {
    counts = new long[regions];
    sums = new double[regions];
    squares = new double[regions];
    for (DiscrepancySum cell : cells) {
      double h = level.applyAsDouble(cell);
      counts[cell.region()] += cell.count();
      sums[cell.region()] += DiscrepancyCells.real(cell.sum()) / h;
      squares[cell.region()] += DiscrepancyCells.real(cell.sumOfSquares()) / (h * h);
    }
  }

  Optional<Observation> of(int region) {
    long count = counts[region];
    return count == 0
        ? Optional.empty()
        : Optional.of(new Observation(count, sums[region] / count, squares[region] / count));
  }
}
