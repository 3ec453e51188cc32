package dev.aria.trials.study.report;

import static dev.aria.trials.study.data.MadeUpRuns.curve;
import static dev.aria.trials.study.data.MadeUpRuns.last;
import static dev.aria.trials.study.data.MadeUpRuns.macro;
import static dev.aria.trials.study.data.MadeUpRuns.row;
import static dev.aria.trials.study.report.SmallStudy.runs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.trials.study.data.FinishedRun;
import dev.aria.trials.study.data.RunKey;
import dev.aria.trials.study.data.RunRow;
import dev.aria.trials.study.data.StudyMeasure;
import dev.aria.trials.study.report.Aim.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AimOutcomeTest {
  /** Changes of -9.9 and -10.1 %: mean -10, half 12.7062 * 0.1. */
  private static final StudyRuns TEN_LOWER =
      runs(
          macro("rc", 1, 1),
          macro("rc", 2, 1),
          macro("stratified", 1, 0.8),
          macro("aria", 1, 0.901),
          macro("aria", 2, 0.899));

  @Test
  void of_intervalOnTheGoodSide_isReached() {
    AimOutcome outcome = AimOutcome.of(aim(Kind.VALUE_TO_BASELINE, 8.7), TEN_LOWER);

    assertThat(outcome).isEqualTo(new AimOutcome("-10.00 % to rc", "[-11.27, -8.73]", "yes"));
  }

  @Test
  void of_onlyTheMeanOnTheGoodSide_saysSo() {
    assertThat(AimOutcome.of(aim(Kind.VALUE_TO_BASELINE, 8.8), TEN_LOWER).reached())
        .isEqualTo("on average only");
  }

  @Test
  void of_meanOnTheBadSide_isNotReached() {
    assertThat(AimOutcome.of(aim(Kind.VALUE_TO_BASELINE, 10.1), TEN_LOWER).reached())
        .isEqualTo("no");
  }

  @Test
  void of_toleratedHarm_isReachedWhenTheHarmIsLess() {
    StudyRuns worse =
        runs(macro("rc", 1, 1), macro("rc", 2, 1), macro("aria", 1, 1.01), macro("aria", 2, 1.01));

    assertThat(AimOutcome.of(aim(Kind.VALUE_TO_BASELINE, -2), worse).reached()).isEqualTo("yes");
    assertThat(AimOutcome.of(aim(Kind.VALUE_TO_BASELINE, -0.5), worse).reached()).isEqualTo("no");
  }

  @Test
  void of_oneSeed_isNeverReachedBeyondIt() {
    AimOutcome outcome = AimOutcome.of(aim(Kind.VALUE_TO_BEST_STATIC, -20), TEN_LOWER);

    assertThat(outcome)
        .isEqualTo(
            new AimOutcome("+12.62 % to stratified", ReportNumbers.NONE, "on one seed only"));
  }

  @Test
  void of_measureWhereHigherIsBetter_countsARise() {
    StudyRuns runs = runs(retrieval("rc", 0.5), retrieval("aria", 0.6));

    Aim aim = new Aim("aim", Kind.VALUE_TO_BASELINE, StudyMeasure.RETRIEVAL, "unpaired", 10);
    assertThat(AimOutcome.of(aim, runs).measured()).isEqualTo("+20.00 % to rc");
    assertThat(AimOutcome.of(aim, runs).reached()).isEqualTo("on one seed only");
    assertThat(AimOutcome.of(aim, runs(retrieval("rc", 0.6), retrieval("aria", 0.5))).reached())
        .isEqualTo("no");
  }

  @Test
  void of_passes_isTheShareThatIsSaved() {
    StudyRuns runs =
        runs(
            curve("rc", 1, 8, 4),
            curve("rc", 2, 8, 4),
            curve("aria", 1, 4, 2),
            curve("aria", 2, 4, 2));

    assertThat(AimOutcome.of(aim(Kind.PASSES_TO_BASELINE, 40), runs))
        .isEqualTo(new AimOutcome("-50.00 % to rc", "[-50.00, -50.00]", "yes"));
    assertThat(AimOutcome.of(aim(Kind.PASSES_TO_BASELINE, 60), runs).reached()).isEqualTo("no");
  }

  @Test
  void of_passesNotReachedAtOneSeed_isNotReached() {
    StudyRuns runs =
        runs(
            curve("tempered", 1, 8, 4),
            curve("tempered", 2, 8, 4),
            curve("aria", 1, 4, 2),
            curve("aria", 2, 8, 5));

    assertThat(AimOutcome.of(aim(Kind.PASSES_TO_BEST_STATIC, -100), runs))
        .isEqualTo(new AimOutcome("gets to tempered in 1 of 2 seeds", ReportNumbers.NONE, "no"));
  }

  @Test
  void of_missingRuns_isNotKnownYet() {
    StudyRuns none = runs(macro("rc", 1, 1), macro("aria", 2, 1));

    for (Kind kind : Kind.values()) {
      assertThat(AimOutcome.of(aim(kind, 1), none).reached()).isEqualTo("not known yet");
    }
  }

  @Test
  void aim_withoutTextOrBound_isRefused() {
    assertThatThrownBy(() -> new Aim(" ", Kind.VALUE_TO_BASELINE, StudyMeasure.NOISE_MSE, "all", 1))
        .hasMessageContaining("text of an aim is blank");
    assertThatThrownBy(() -> aim(Kind.VALUE_TO_BASELINE, Double.NaN))
        .hasMessageContaining("percent is NaN");
  }

  private static Aim aim(Kind kind, double percent) {
    return new Aim("aim", kind, StudyMeasure.NOISE_MSE, "macro", percent);
  }

  private static FinishedRun retrieval(String contender, double value) {
    RunRow row = row(new RunKey(contender, 1), 100);
    return new FinishedRun(
        row, List.of(last(row, StudyMeasure.RETRIEVAL, "unpaired", value)), List.of());
  }
}
