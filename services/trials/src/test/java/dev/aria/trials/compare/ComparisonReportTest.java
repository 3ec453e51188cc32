package dev.aria.trials.compare;

import static dev.aria.trials.compare.Sample.result;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ComparisonReportTest {
  private static String render(RunResult... results) {
    return new ComparisonReport(Sample.results(results)).render();
  }

  /** Cells of the line of table {@code table}, counted from 0, that begins with {@code policy}. */
  private static String[] cells(String report, int table, String policy) {
    return report
        .lines()
        .filter(line -> line.startsWith("| " + policy + " "))
        .skip(table)
        .findFirst()
        .orElseThrow()
        .split(" *\\| *");
  }

  @Test
  void render_threeSeeds_showsMeanAndErrorAndHowManySeedsAreLower() {
    String report =
        render(
            result(1, "natural", 0.20),
            result(2, "natural", 0.30),
            result(3, "natural", 0.40),
            result(1, "aria", 0.19),
            result(2, "aria", 0.29),
            result(3, "aria", 0.43));

    assertThat(cells(report, 0, "natural (RC)"))
        .startsWith("", "natural (RC)", "3", "0.3000 ± 0.0577");
    assertThat(cells(report, 0, "aria")).startsWith("", "aria", "3", "0.3033 ± 0.0696");
    assertThat(cells(report, 1, "aria")).startsWith("", "aria", "3", "+0.00333 ± 0.01333, 2 of 3");
    assertThat(report).doesNotContain("ew seeds").doesNotContain("same seeds: read");
  }

  @Test
  void render_oneSeed_showsNoErrorAndSaysSo() {
    String report = render(result(1, "natural", 0.2), result(1, "aria", 0.1));

    assertThat(cells(report, 0, "aria")).startsWith("", "aria", "1", "0.1000");
    assertThat(cells(report, 1, "aria")).startsWith("", "aria", "1", "-0.10000, 1 of 1");
    assertThat(report).contains("Too few seeds");
  }

  @Test
  void render_seedsThatDiffer_saysSo() {
    String report =
        render(result(1, "natural", 0.2), result(2, "natural", 0.2), result(1, "aria", 0.1));

    assertThat(report).contains("have not finished the same seeds");
  }

  @Test
  void render_withoutBaseline_saysThatNothingIsPaired() {
    String report = render(result(1, "tempered", 0.2), result(2, "aria", 0.1));

    assertThat(report).contains("None yet: no other policy");
  }

  @Test
  void render_nothingFinished_saysSo() {
    assertThat(render()).isEqualTo("No run is finished yet.\n");
  }
}
