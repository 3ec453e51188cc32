package dev.aria.trials.compare;

import static dev.aria.trials.compare.Sample.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RunResultsTest {
  @Test
  void pending_someFinished_areTheOthersInTheirOrder() {
    RunResults known = Sample.results(result(1, "natural", 0.2), result(9, "aria", 0.2));
    List<PlannedRun> wanted = Sample.settings(List.of("aria", "natural"), List.of(1L, 2L)).runs();

    assertThat(known.pending(wanted))
        .containsExactly(
            new PlannedRun(1, "aria"), new PlannedRun(2, "aria"), new PlannedRun(2, "natural"));
  }

  @Test
  void differences_unevenSeeds_areTakenWhereBothAreFinished() {
    RunResults results =
        Sample.results(
            result(1, "aria", 0.25),
            result(2, "aria", 0.5),
            result(3, "aria", 9),
            result(2, "natural", 0.75),
            result(1, "natural", 0.125),
            result(4, "natural", 7));

    assertThat(results.differences("aria", "natural", Measure.MACRO)).containsExactly(0.125, -0.25);
  }

  @Test
  void with_runThatIsThereAlready_takesItsPlace() {
    RunResults results = Sample.results(result(1, "aria", 0.2)).with(result(1, "aria", 0.3));

    assertThat(results.values("aria", Measure.MACRO)).containsExactly(0.3);
  }

  @Test
  void create_twoOutcomesOfARun_isRefused() {
    assertThatThrownBy(() -> Sample.results(result(1, "aria", 1), result(1, "aria", 2)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void create_valueThatIsNotFinite_isRefused() {
    assertThatThrownBy(() -> result(1, "aria", Double.NaN)).hasMessageContaining("must be finite");
  }
}
