package dev.aria.core.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DdimPlanTest {
  private static final NoiseSchedule SCHEDULE = NoiseSchedule.cosine(1000);

  @Test
  void trailing_anyCount_startsAtTheNoisiestAndFalls() {
    for (int count : new int[] {1, 2, 7, 25, 999, 1000}) {
      List<DdimStep> steps = DdimPlan.trailing(SCHEDULE, count);

      assertThat(steps).hasSize(count);
      assertThat(steps.get(0).t()).isEqualTo(999);
      for (int i = 1; i < count; i++) {
        assertThat(steps.get(i).t()).isBetween(0, steps.get(i - 1).t() - 1);
      }
    }
  }

  @Test
  void trailing_fourSteps_landsOnQuarters() {
    assertThat(DdimPlan.trailing(SCHEDULE, 4).stream().map(DdimStep::t))
        .containsExactly(999, 749, 499, 249);
  }

  @Test
  void steps_withTheTrueNoise_leadBackToTheSample() {
    double x0 = 0.7;
    double noise = -1.3;
    double state = SCHEDULE.signal(999) * x0 + SCHEDULE.noise(999) * noise;

    for (DdimStep step : DdimPlan.trailing(SCHEDULE, 25)) {
      Combination weights = step.fromNoise();
      state = weights.first() * state + weights.second() * noise;
      assertThat(state)
          .isCloseTo(
              step.fromSample().first() * x0 + step.fromSample().second() * noise, within(1e-9));
    }

    assertThat(state).isCloseTo(x0, within(1e-9));
  }

  @Test
  void trailing_countOutOfRange_isRefused() {
    assertThatThrownBy(() -> DdimPlan.trailing(SCHEDULE, 0)).hasMessageContaining("[1, 1000]");
    assertThatThrownBy(() -> DdimPlan.trailing(SCHEDULE, 1001)).hasMessageContaining("1001");
  }
}
