package dev.aria.core.diffusion;

import static dev.aria.core.diffusion.Schedules.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DdimStepTest {
  private final SplittableRandom random = new SplittableRandom(3);

  @ParameterizedTest
  @EnumSource
  void fromOutput_anyOutput_isTheStepFromTheNoiseItStandsFor(PredictionType type) {
    for (NoiseSchedule schedule : Schedules.of(type)) {
      for (DdimStep step : DdimPlan.trailing(schedule, 25)) {
        double state = random.nextDouble(-2, 2);
        double output = random.nextDouble(-2, 2);

        double next = sum(step.fromOutput(type), state, output);

        double sample = sum(type.sample(step.from()), state, output);
        double noise = sum(type.noise(step.from()), state, output);
        assertThat(next).isCloseTo(sum(step.fromSample(), sample, noise), within(1e-9));
        if (step.from().signal() > 0) {
          assertThat(next).isCloseTo(sum(step.fromNoise(), state, noise), within(1e-9));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void steps_withPerfectOutputs_leadBackToTheSample(PredictionType type) {
    for (NoiseSchedule schedule : Schedules.of(type)) {
      List<DdimStep> steps = DdimPlan.trailing(schedule, 20);
      double x0 = random.nextDouble(-2, 2);
      double noise = random.nextDouble(-2, 2);
      double state = steps.get(0).from().signal() * x0 + steps.get(0).from().noise() * noise;
      for (DdimStep step : steps) {
        double output = sum(type.target(step.from()), x0, noise);
        state = sum(step.fromOutput(type), state, output);
      }

      assertThat(state).isCloseTo(x0, within(1e-9));
    }
  }

  /** x_next = x + (s_next - s) v. */
  @ParameterizedTest
  @EnumSource(names = "FLOW")
  void fromOutput_ofARectifiedFlow_isEulersStep(PredictionType type) {
    for (NoiseSchedule flow : Schedules.FLOWS) {
      for (DdimStep step : DdimPlan.trailing(flow, 30)) {
        Combination weights = step.fromOutput(type);

        assertThat(weights.first()).isCloseTo(1, within(1e-12));
        assertThat(weights.second())
            .isCloseTo(step.to().noise() - step.from().noise(), within(1e-12));
      }
    }
  }
}
