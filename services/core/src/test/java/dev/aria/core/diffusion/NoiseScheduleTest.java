package dev.aria.core.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NoiseScheduleTest {
  private static final List<NoiseSchedule> ALL =
      List.of(
          NoiseSchedule.linear(1000, 1e-4, 0.02),
          NoiseSchedule.scaledLinear(1000, 0.00085, 0.012),
          NoiseSchedule.cosine(1000));

  @Test
  void alphaBar_everySchedule_fallsFromNearOneToNearZero() {
    for (NoiseSchedule schedule : ALL) {
      for (int t = 1; t < schedule.timesteps(); t++) {
        assertThat(schedule.alphaBar(t)).isLessThan(schedule.alphaBar(t - 1)).isPositive();
      }
      assertThat(schedule.alphaBar(0)).isGreaterThan(0.999);
      assertThat(schedule.alphaBar(999)).isLessThan(0.005);
    }
  }

  @Test
  void alphaBar_publishedSettings_matchesKnownValues() {
    assertThat(ALL.get(0).alphaBar(999)).isCloseTo(4.0358e-5, within(1e-8)); // DDPM
    assertThat(ALL.get(1).alphaBar(999)).isCloseTo(0.0046600, within(1e-6)); // Stable Diffusion
    assertThat(ALL.get(2).alphaBar(499)).isCloseTo(0.4938, within(1e-3)); // near cos^2(pi/4)
  }

  @Test
  void signalAndNoise_anyTimestep_haveUnitVariance() {
    for (NoiseSchedule schedule : ALL) {
      for (int t = 0; t < schedule.timesteps(); t += 37) {
        double variance = Math.pow(schedule.signal(t), 2) + Math.pow(schedule.noise(t), 2);
        assertThat(variance).isCloseTo(1, within(1e-12));
      }
    }
  }

  @Test
  void noised_intoItsOwnInput_isTheWeightedSum() {
    NoiseSchedule schedule = ALL.get(1);
    float[] x = {1, -2, 0.5f};
    float[] noise = {0.25f, 1, -1};
    float[] apart = new float[3];
    schedule.noised(x, 300, noise, apart);

    schedule.noised(x, 300, noise, x);

    assertThat(x).containsExactly(apart);
    assertThat(x[1])
        .isCloseTo((float) (-2 * schedule.signal(300) + schedule.noise(300)), within(1e-6f));
  }

  @Test
  void construction_badArguments_nameTheBound() {
    assertThatThrownBy(() -> NoiseSchedule.ofBetas(0.1, 1.0)).hasMessageContaining("beta[1]");
    assertThatThrownBy(() -> NoiseSchedule.cosine(0)).hasMessageContaining("timesteps");
    assertThatThrownBy(() -> ALL.get(0).alphaBar(1000)).hasMessageContaining("[0, 1000)");
    assertThatThrownBy(() -> ALL.get(0).noised(new float[2], 0, new float[3], new float[2]))
        .hasMessageContaining("lengths differ");
  }
}
