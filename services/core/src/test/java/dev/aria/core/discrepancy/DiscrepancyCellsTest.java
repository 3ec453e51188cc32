package dev.aria.core.discrepancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.record.DiscrepancySum;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class DiscrepancyCellsTest {

  @Test
  void add_anyOrderAndSplit_givesTheSameBits() {
    SplittableRandom random = new SplittableRandom(5);
    List<DiscrepancySum> samples = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      samples.addAll(Reports.sums(random, 1));
    }
    DiscrepancyCells whole = new DiscrepancyCells();
    whole.addAll(samples);
    Collections.shuffle(samples, new Random(2));
    DiscrepancyCells left = new DiscrepancyCells();
    left.addAll(samples.subList(0, 123));
    DiscrepancyCells right = new DiscrepancyCells();
    right.addAll(samples.subList(123, 500));

    right.addAll(left.toSums());

    assertThat(right.toSums()).isEqualTo(whole.toSums());
  }

  @Test
  void add_samples_keepsCountSumAndSquares() {
    DiscrepancyCells cells = new DiscrepancyCells();
    cells.add(1, 2, Branch.SWAPPED, 0.5);
    cells.add(1, 2, Branch.SWAPPED, 0.25);

    DiscrepancySum sum = cells.toSums().get(0);

    assertThat(sum.count()).isEqualTo(2);
    assertThat(DiscrepancyCells.real(sum.sum())).isCloseTo(0.75, within(1e-9));
    assertThat(DiscrepancyCells.real(sum.sumOfSquares())).isCloseTo(0.3125, within(1e-9));
  }

  @Test
  void add_hugeValuesForever_neverWraps() {
    DiscrepancyCells cells = new DiscrepancyCells();
    for (int i = 0; i < 5000; i++) {
      cells.add(0, 0, Branch.SWAPPED, 1e30);
    }

    DiscrepancySum sum = cells.toSums().get(0);

    assertThat(sum.sumOfSquares()).isEqualTo(Long.MAX_VALUE);
    assertThat(DiscrepancyCells.real(sum.sum())).isEqualTo(5000 * DiscrepancyCells.LIMIT);
  }

  @Test
  void add_notANumberOrNegative_isRefusedAndLeavesNothing() {
    DiscrepancyCells cells = new DiscrepancyCells();

    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1e-9}) {
      assertThatThrownBy(() -> cells.add(0, 0, Branch.PAIRED, bad)).hasMessageContaining("finite");
    }

    assertThat(cells.toSums()).isEmpty();
  }

  @Test
  void bins_coverAllTimestepsEvenly() {
    int[] counts = new int[TimestepBins.COUNT];
    for (int t = 0; t < 1600; t++) {
      counts[TimestepBins.of(t / 1600.0)]++;
    }

    assertThat(counts).containsOnly(100);
    for (int timesteps : new int[] {1, 7, 16, 100, 999, 1000, 4096, 1_000_000}) {
      for (int t = 0; t < timesteps; t++) { // exact, as whole numbers give it
        assertThat(TimestepBins.of((double) t / timesteps))
            .isEqualTo((int) ((long) t * TimestepBins.COUNT / timesteps));
      }
    }
    assertThatThrownBy(() -> TimestepBins.of(1)).hasMessageContaining("[0, 1)");
  }
}
