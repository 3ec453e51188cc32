package dev.aria.runtime.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.record.DiscrepancySum;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RegionMeansTest {
  private static final double BETA = 0.02;

  @Test
  void add_cellsOfOneReportInAnyOrder_giveTheSameMean() {
    List<DiscrepancySum> cells = List.of(cell(0, 0, 30, 0.5), cell(0, 1, 10, 4), cell(0, 2, 60, 1));
    List<DiscrepancySum> reversed = new ArrayList<>(cells);
    Collections.reverse(reversed);

    assertThat(macro(List.of(cells, cells))).isEqualTo(macro(List.of(reversed, reversed)));
  }

  @Test
  void add_reports_moveTheMeanByTheShareOfTheirSamples() {
    double first = 2.0;
    double second = 3.0;
    double gain = 1 - Math.pow(1 - BETA, 100);

    assertThat(macro(List.of(List.of(cell(0, 0, 100, first)), List.of(cell(0, 0, 100, second)))))
        .isCloseTo(first + gain * (second - first), within(1e-6));
    assertThat(macro(List.of(List.of(cell(0, 0, 2, first)), List.of(cell(0, 0, 2, second)))))
        .isCloseTo((first + second) / 2, within(1e-6)); // the first 1/beta samples evenly
  }

  @Test
  void add_nullBranch_countsForNothing() {
    assertThat(macro(List.of(List.of(cell(0, 0, 5, 2), cell(-1, 0, 5, 100)))))
        .isCloseTo(2, within(1e-6));
  }

  private static double macro(List<List<DiscrepancySum>> reports) {
    RegionMeans means = new RegionMeans();
    reports.forEach(means::add);
    TreeMap<String, Double> values = new TreeMap<>();
    means.averages("d", values);
    return values.getOrDefault("d/macro", Double.NaN);
  }

  private static DiscrepancySum cell(int region, int bin, long count, double mean) {
    Branch branch = region < 0 ? Branch.NULL : Branch.SWAPPED;
    return new DiscrepancySum(region, bin, branch, count, (long) (count * mean * 0x1p32), 0);
  }
}
