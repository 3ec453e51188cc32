package dev.aria.trials.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.trials.chaos.faults.FaultKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChaosSettingsTest {
  @Test
  void stepsFor_fewerFaultsThanARunMayHave_isTheirShare() {
    assertThat(settings(1_000).stepsFor(30)).isEqualTo(1_000);
    assertThat(settings(1_000).stepsFor(10)).isEqualTo(1_000);
    assertThat(settings(1_000).stepsFor(7)).isEqualTo(700);
  }

  @Test
  void stepsFor_oneFault_leavesItStepsToRecoverInButNoMoreThanWereAskedFor() {
    assertThat(settings(1_000).stepsFor(1)).isEqualTo(400);
    assertThat(settings(300).stepsFor(1)).isEqualTo(300);
  }

  @Test
  void new_impatient_isRefused() {
    assertThatThrownBy(
            () ->
                new ChaosSettings(
                    1, 30, 10, 400, 1, List.of(FaultKind.BROKER_KILL), 0, Duration.ofMillis(900)))
        .hasMessage("patience (in seconds) is 0, must be at least 1");
  }

  private static ChaosSettings settings(int steps) {
    return new ChaosSettings(
        1, 30, 10, steps, 1, List.of(FaultKind.BROKER_KILL), 0, Duration.ofSeconds(90));
  }
}
