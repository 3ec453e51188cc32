package dev.aria.trials.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.emoji.demo.DemoSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ComparisonSettingsTest {
  @Test
  void runs_severalSeeds_takeThePoliciesOfASeedInTurn() {
    ComparisonSettings settings = Sample.settings(List.of("aria", "natural"), List.of(3L, 1L));

    assertThat(settings.runs())
        .containsExactly(
            new PlannedRun(3, "aria"),
            new PlannedRun(3, "natural"),
            new PlannedRun(1, "aria"),
            new PlannedRun(1, "natural"));
  }

  @Test
  void of_run_takesPolicyAndSeedFromIt() {
    DemoSettings run = Sample.settings(List.of("aria"), List.of(5L)).of(new PlannedRun(5, "aria"));

    assertThat(run.seed()).isEqualTo(5);
    assertThat(run.allocation().policy()).isEqualTo("aria");
    assertThat(run.allocation().signal()).isEqualTo("probe");
  }

  @Test
  void create_severalRunsAtATimeOfTheServices_isRefused() {
    assertThatThrownBy(() -> new Engine(false, 2)).hasMessageContaining("parallel is 2, must be 1");
    assertThatThrownBy(() -> new Engine(true, 0)).hasMessageContaining("must be at least 1");
  }

  @Test
  void create_badChoices_areNamed() {
    assertThatThrownBy(() -> Sample.settings(List.of("arya"), List.of(1L)))
        .hasMessageContaining("policy is 'arya'");
    assertThatThrownBy(() -> Sample.settings(List.of("aria", "aria"), List.of(1L)))
        .hasMessageContaining("all different");
    assertThatThrownBy(() -> Sample.settings(List.of("aria"), List.of()))
        .hasMessageContaining("at least one");
    assertThatThrownBy(() -> Sample.settings(List.of("aria"), List.of(-1L)))
        .hasMessageContaining("seed is -1");
  }
}
