package dev.aria.trials.compare;

import static dev.aria.trials.compare.Sample.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class OutcomesTest {
  @Test
  void pending_someFinished_areTheOthersInTheirOrder() {
    Outcomes known = Sample.outcomes(outcome(1, "natural", 0.2), outcome(9, "aria", 0.2));
    List<PlannedRun> wanted = Sample.settings(List.of("aria", "natural"), List.of(1L, 2L)).runs();

    assertThat(known.pending(wanted))
        .containsExactly(
            new PlannedRun(1, "aria"), new PlannedRun(2, "aria"), new PlannedRun(2, "natural"));
  }

  @Test
  void differences_unevenSeeds_areTakenWhereBothAreFinished() {
    Outcomes outcomes =
        Sample.outcomes(
            outcome(1, "aria", 0.25),
            outcome(2, "aria", 0.5),
            outcome(3, "aria", 9),
            outcome(2, "natural", 0.75),
            outcome(1, "natural", 0.125),
            outcome(4, "natural", 7));

    assertThat(outcomes.differences("aria", "natural", Measure.MACRO))
        .containsExactly(0.125, -0.25);
  }

  @Test
  void with_runThatIsThereAlready_takesItsPlace() {
    Outcomes outcomes = Sample.outcomes(outcome(1, "aria", 0.2)).with(outcome(1, "aria", 0.3));

    assertThat(outcomes.values("aria", Measure.MACRO)).containsExactly(0.3);
  }

  @Test
  void create_twoOutcomesOfARun_isRefused() {
    assertThatThrownBy(() -> Sample.outcomes(outcome(1, "aria", 1), outcome(1, "aria", 2)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void create_valueThatIsNotFinite_isRefused() {
    assertThatThrownBy(() -> outcome(1, "aria", Double.NaN)).hasMessageContaining("must be finite");
  }
}
