package dev.aria.core.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PredictionTypeTest {
  private static final NoiseSchedule SCHEDULE = NoiseSchedule.scaledLinear(1000, 0.00085, 0.012);

  @ParameterizedTest
  @EnumSource
  void noiseAndSample_ofAPerfectOutput_recoverWhatWasMixed(PredictionType type) {
    SplittableRandom random = new SplittableRandom(1);
    for (int trial = 0; trial < 1000; trial++) {
      int t = random.nextInt(1000);
      double x0 = random.nextDouble(-2, 2);
      double noise = random.nextDouble(-3, 3);
      double state = SCHEDULE.signal(t) * x0 + SCHEDULE.noise(t) * noise;

      double output = sum(type.target(SCHEDULE, t), x0, noise);

      assertThat(sum(type.noise(SCHEDULE, t), state, output)).isCloseTo(noise, within(1e-12));
      assertThat(sum(type.sample(SCHEDULE, t), state, output)).isCloseTo(x0, within(1e-12));
    }
  }

  private static double sum(Combination weights, double a, double b) {
    return weights.first() * a + weights.second() * b;
  }
}
