package dev.aria.core.diffusion;

import static dev.aria.core.diffusion.Schedules.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PredictionTypeTest {
  private static final NoiseLevel PURE_NOISE = new NoiseLevel(0, 1);

  @ParameterizedTest
  @EnumSource
  void noiseAndSample_ofAPerfectOutput_recoverWhatWasMixed(PredictionType type) {
    SplittableRandom random = new SplittableRandom(1);
    for (NoiseSchedule schedule : Schedules.of(type)) {
      for (int trial = 0; trial < 1000; trial++) {
        NoiseLevel level = schedule.level(trial == 0 ? 999 : random.nextInt(1000));
        double x0 = random.nextDouble(-2, 2);
        double noise = random.nextDouble(-3, 3);
        double state = level.signal() * x0 + level.noise() * noise;

        double output = sum(type.target(level), x0, noise);

        assertThat(sum(type.noise(level), state, output)).isCloseTo(noise, within(1e-11));
        assertThat(sum(type.sample(level), state, output)).isCloseTo(x0, within(1e-11));
      }
    }
  }

  /** A student's error of x_0 and of epsilon is that of its output times a factor. */
  @ParameterizedTest
  @EnumSource
  void factor_ofEachLossSpace_isTheRatioOfSquaredErrors(PredictionType type) {
    SplittableRandom random = new SplittableRandom(2);
    for (NoiseSchedule schedule : Schedules.of(type)) {
      for (int trial = 0; trial < 200; trial++) {
        NoiseLevel level = schedule.level(random.nextInt(1000));
        double state = random.nextDouble(-2, 2);
        double said = random.nextDouble(-2, 2);
        double error = random.nextDouble(0.5, 1);

        double sample = moved(type.sample(level), state, said, error);
        double noise = moved(type.noise(level), state, said, error);

        double base = error * error;
        assertThat(LossSpace.TEACHER.factor(type, level)).isEqualTo(1);
        assertThat(LossSpace.SAMPLE.factor(type, level) * base)
            .isCloseTo(sample * sample, within(1e-9 * (1 + sample * sample)));
        assertThat(LossSpace.NOISE.factor(type, level) * base)
            .isCloseTo(noise * noise, within(1e-9));
      }
    }
  }

  private static double moved(Combination weights, double state, double said, double error) {
    return sum(weights, state, said + error) - sum(weights, state, said);
  }

  @Test
  void sample_atPureNoise_isWhatTheOutputSays() {
    assertThat(PredictionType.V.sample(PURE_NOISE)).isEqualTo(new Combination(0, -1));
    assertThat(PredictionType.FLOW.sample(PURE_NOISE)).isEqualTo(new Combination(1, -1));
    assertThat(PredictionType.EPSILON.sample(PURE_NOISE).first()).isInfinite();
  }
}
