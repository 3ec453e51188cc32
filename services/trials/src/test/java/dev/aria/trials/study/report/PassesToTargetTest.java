package dev.aria.trials.study.report;

import static dev.aria.trials.study.data.MadeUpRuns.curve;
import static dev.aria.trials.study.report.SmallStudy.runs;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PassesToTargetTest {
  @Test
  void of_twoSeeds_isTheShareOfThePassesOfTheReferenceAtEach() {
    PassesToTarget passes =
        PassesToTarget.of(
            runs(
                curve("rc", 1, 8, 6, 5, 4),
                curve("rc", 2, 8, 6),
                curve("aria", 1, 6, 2, 1, 1),
                curve("aria", 2, 6, 3)),
            "aria",
            "rc");

    assertThat(passes.percents()).containsExactly(100 * 150 / 400.0, 100 * 100 / 200.0);
    assertThat(passes.always()).isTrue();
    assertThat(passes.reached()).isEqualTo("2 of 2");
  }

  @Test
  void of_seedInWhichItIsNeverReached_isCountedAndSaid() {
    PassesToTarget passes =
        PassesToTarget.of(
            runs(
                curve("rc", 1, 8, 4),
                curve("rc", 2, 8, 4),
                curve("rc", 3, 8, 4),
                curve("aria", 1, 6, 2),
                curve("aria", 2, 6, 5)),
            "aria",
            "rc");

    assertThat(passes.always()).isFalse();
    assertThat(passes.reached()).isEqualTo("1 of 2");
    assertThat(passes.text()).isEqualTo("75.0 %");
  }

  @Test
  void of_neverReached_saysSo() {
    PassesToTarget passes =
        PassesToTarget.of(runs(curve("rc", 1, 8, 4), curve("aria", 1, 6, 5)), "aria", "rc");

    assertThat(passes.text()).isEqualTo("not reached");
    assertThat(passes.reached()).isEqualTo("0 of 1");
  }

  @Test
  void of_noSeedInCommon_saysNothing() {
    PassesToTarget passes =
        PassesToTarget.of(runs(curve("rc", 1, 8, 4), curve("aria", 2, 6, 5)), "aria", "rc");

    assertThat(passes.text()).isEqualTo(ReportNumbers.NONE);
    assertThat(passes.always()).isFalse();
  }

  @Test
  void of_theReferenceItself_isAllOfItsPasses() {
    assertThat(PassesToTarget.of(runs(curve("rc", 1, 8, 6, 4)), "rc", "rc").percents())
        .containsExactly(100.0);
  }
}
