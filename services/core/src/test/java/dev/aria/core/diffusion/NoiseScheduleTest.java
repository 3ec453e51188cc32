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

  /** abar_t. */
  private static double power(NoiseSchedule schedule, int t) {
    return schedule.signal(t) * schedule.signal(t);
  }

  @Test
  void levels_everySchedule_fallFromNearOneToNearZero() {
    for (NoiseSchedule schedule : ALL) {
      for (int t = 1; t < schedule.timesteps(); t++) {
        assertThat(power(schedule, t)).isLessThan(power(schedule, t - 1)).isPositive();
      }
      assertThat(power(schedule, 0)).isGreaterThan(0.999);
      assertThat(power(schedule, 999)).isLessThan(0.005);
    }
  }

  @Test
  void signal_publishedSettings_matchesKnownValues() {
    assertThat(power(ALL.get(0), 999)).isCloseTo(4.0358e-5, within(1e-8)); // DDPM
    assertThat(power(ALL.get(1), 999)).isCloseTo(0.0046600, within(1e-6)); // Stable Diffusion
    assertThat(power(ALL.get(2), 499)).isCloseTo(0.4938, within(1e-3)); // near cos^2(pi/4)
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
  void withZeroTerminalSnr_everySchedule_endsInPureNoiseAndBeginsAsBefore() {
    for (NoiseSchedule schedule : ALL) {
      NoiseSchedule zero = schedule.withZeroTerminalSnr();

      assertThat(zero.level(999)).isEqualTo(new NoiseLevel(0, 1));
      assertThat(zero.signal(0)).isCloseTo(schedule.signal(0), within(1e-15));
      for (int t = 1; t < 1000; t++) {
        assertThat(zero.signal(t)).isLessThan(zero.signal(t - 1));
        assertThat(power(zero, t) + Math.pow(zero.noise(t), 2)).isCloseTo(1, within(1e-12));
        double line = (zero.signal(t) - zero.signal(t - 1)) / (zero.signal(1) - zero.signal(0));
        double before =
            (schedule.signal(t) - schedule.signal(t - 1))
                / (schedule.signal(1) - schedule.signal(0));
        assertThat(line).isCloseTo(before, within(1e-6 * before)); // affine in the signal
      }
    }
  }

  /** Computed in Python by algorithm 1 of the paper, for Stable Diffusion's betas. */
  @Test
  void withZeroTerminalSnr_ofStableDiffusion_matchesThePaper() {
    NoiseSchedule zero = ALL.get(1).withZeroTerminalSnr();

    assertThat(zero.signal(500)).isCloseTo(0.4909366382307556, within(1e-12));
    assertThat(zero.signal(998)).isCloseTo(0.00044360884308376443, within(1e-12));
  }

  @Test
  void rectifiedFlow_anyShift_isAStraightLineThatEndsInPureNoise() {
    for (double shift : new double[] {0.5, 1, 1.1, 3, 12}) {
      NoiseSchedule flow = NoiseSchedule.rectifiedFlow(1000, shift);

      assertThat(flow.level(999)).isEqualTo(new NoiseLevel(0, 1));
      for (int t = 0; t < 1000; t++) {
        double u = (t + 1) / 1000.0;
        assertThat(flow.signal(t) + flow.noise(t)).isEqualTo(1);
        double ratio = flow.signal(t) / flow.noise(t); // the shift divides it
        assertThat(ratio).isCloseTo((1 - u) / u / shift, within(1e-9));
      }
    }
    assertThat(NoiseSchedule.rectifiedFlow(4, 3).noise(1)).isCloseTo(0.75, within(1e-15));
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
    assertThatThrownBy(() -> NoiseSchedule.rectifiedFlow(10, 0)).hasMessageContaining("shift");
    assertThatThrownBy(() -> NoiseSchedule.ofBetas(0.1).withZeroTerminalSnr())
        .hasMessageContaining("2 steps");
    assertThatThrownBy(() -> NoiseSchedule.cosine(0)).hasMessageContaining("timesteps");
    assertThatThrownBy(() -> ALL.get(0).signal(1000)).hasMessageContaining("[0, 1000)");
    assertThatThrownBy(() -> ALL.get(0).noised(new float[2], 0, new float[3], new float[2]))
        .hasMessageContaining("lengths differ");
  }
}
