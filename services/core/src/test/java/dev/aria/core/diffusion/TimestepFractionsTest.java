package dev.aria.core.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class TimestepFractionsTest {
  private static final NoiseSchedule REFERENCE = NoiseSchedule.scaledLinear(1000, 0.00085, 0.012);

  @Test
  void fractions_ofDiscreteVariances_areExactlyTOverT() {
    for (NoiseSchedule schedule : Schedules.of(PredictionType.V)) {
      if (!Schedules.FLOWS.contains(schedule)) {
        for (int t = 0; t < 1000; t++) {
          assertThat(schedule.fractions().at(t)).isEqualTo((double) t / 1000);
        }
      }
    }
  }

  @Test
  void alike_theReferenceItself_isTOverT() {
    TimestepFractions alike = TimestepFractions.alike(REFERENCE);

    for (int t = 0; t < 1000; t++) {
      assertThat(alike.at(t)).isCloseTo(t / 1000.0, within(1e-12));
    }
  }

  @Test
  void fractions_ofAFlow_riseAndMeanTheSameLogSnr() {
    for (NoiseSchedule flow : Schedules.FLOWS) {
      TimestepFractions fractions = flow.fractions();
      assertThat(fractions.at(999)).isEqualTo(0.999);
      for (int t = 1; t < 1000; t++) {
        double position = fractions.at(t) * 1000;
        assertThat(fractions.at(t)).isBetween(fractions.at(t - 1), 0.999);
        if (position > 0 && position < 999) {
          double sought = flow.level(t).logRatio();
          assertThat(sought)
              .isLessThanOrEqualTo(REFERENCE.level((int) position).logRatio() + 1e-9)
              .isGreaterThanOrEqualTo(REFERENCE.level((int) position + 1).logRatio() - 1e-9);
        }
      }
    }
  }

  @Test
  void fractions_ofAShiftedFlow_lieFurtherInTheNoise() {
    TimestepFractions plain = Schedules.FLOWS.get(0).fractions();
    TimestepFractions shifted = Schedules.FLOWS.get(1).fractions();

    for (int t = 50; t < 900; t++) {
      assertThat(shifted.at(t)).isGreaterThan(plain.at(t));
    }
    assertThat(plain.at(499)).isCloseTo(0.4, within(0.05)); // where SD's signal equals its noise
  }

  @Test
  void at_outside_namesTheBound() {
    assertThatThrownBy(() -> TimestepFractions.uniform(0)).hasMessageContaining("timesteps");
    assertThatThrownBy(() -> TimestepFractions.uniform(10).at(10))
        .hasMessageContaining("[0, 10), got 10");
  }
}
