package dev.aria.trials.study.report;

import static dev.aria.trials.study.data.MadeUpRuns.macro;
import static dev.aria.trials.study.report.SmallStudy.runs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.aria.trials.study.data.FinishedRun;
import dev.aria.trials.study.data.MadeUpRuns;
import dev.aria.trials.study.data.RunKey;
import dev.aria.trials.study.data.RunRow;
import dev.aria.trials.study.data.StudyMeasure;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StudyRunsTest {
  private static final FinalMeasure MACRO = FinalMeasure.MACRO;
  private static final FinalMeasure RETRIEVAL =
      new FinalMeasure(StudyMeasure.RETRIEVAL, "unpaired", "retrieval");

  @Test
  void change_pairsBySeedWhateverTheOrder() {
    StudyRuns runs =
        runs(macro("aria", 2, 1.8), macro("rc", 1, 1), macro("rc", 2, 2), macro("aria", 1, 0.7));

    Interval change = runs.change("aria", "rc", MACRO).orElseThrow();

    assertThat(change.size()).isEqualTo(2);
    assertThat(change.mean()).isCloseTo((-30 - 10) / 2.0, within(1e-9));
  }

  @Test
  void change_seedsThatOneLacks_doNotCount() {
    StudyRuns runs =
        runs(macro("rc", 1, 1), macro("rc", 2, 9), macro("aria", 1, 0.9), macro("aria", 3, 5));

    assertThat(runs.change("aria", "rc", MACRO).orElseThrow())
        .satisfies(change -> assertThat(change.size()).isEqualTo(1))
        .satisfies(change -> assertThat(change.mean()).isCloseTo(-10, within(1e-9)));
    assertThat(runs.change("tempered", "rc", MACRO)).isEmpty();
    assertThat(runs.change("aria", "rc", RETRIEVAL)).isEmpty();
  }

  @Test
  void change_referenceOfZero_isEmpty() {
    assertThat(runs(macro("rc", 1, 0), macro("aria", 1, 1)).change("aria", "rc", MACRO)).isEmpty();
  }

  @Test
  void bestStatic_lowerBetter_isTheLowest() {
    StudyRuns runs =
        runs(macro("stratified", 1, 0.5), macro("tempered", 1, 0.4), macro("aria", 1, 0.1));

    assertThat(runs.bestStatic(MACRO)).contains("tempered");
    assertThat(runs(macro("rc", 1, 1)).bestStatic(MACRO)).isEmpty();
  }

  @Test
  void bestStatic_higherBetter_isTheHighest() {
    assertThat(runs(retrieval("stratified", 0.5), retrieval("tempered", 0.4)).bestStatic(RETRIEVAL))
        .contains("stratified");
  }

  @Test
  void bestStatic_easySeedThatOnlyOneHas_doesNotCount() {
    StudyRuns runs =
        runs(macro("stratified", 1, 0.5), macro("stratified", 2, 0.01), macro("tempered", 1, 0.4));

    assertThat(runs.bestStatic(MACRO)).contains("tempered");
  }

  @Test
  void runOfNoContender_isRefused() {
    assertThatThrownBy(() -> runs(macro("oracle", 1, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("study 'small' has runs of 'oracle'")
        .hasMessageContaining("[rc, stratified, tempered, aria]");
  }

  private static FinishedRun retrieval(String contender, double value) {
    RunRow row = MadeUpRuns.row(new RunKey(contender, 1), 100);
    return new FinishedRun(
        row, List.of(MadeUpRuns.last(row, StudyMeasure.RETRIEVAL, "unpaired", value)), List.of());
  }
}
