package dev.aria.core.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** That a factor is the ratio of squared errors stands in {@link PredictionTypeTest}. */
final class LossSpaceTest {
  @Test
  void factor_ofEpsilonAsSample_isTheInverseSnr() {
    NoiseLevel level = new NoiseLevel(0.6, 0.8);

    assertThat(LossSpace.SAMPLE.factor(PredictionType.EPSILON, level))
        .isCloseTo(0.64 / 0.36, within(1e-12));
    assertThat(LossSpace.NOISE.factor(PredictionType.EPSILON, level)).isEqualTo(1);
  }

  @Test
  void factor_ofEpsilonWithoutSignal_isRefused() {
    NoiseLevel pure = new NoiseLevel(0, 1);

    assertThatThrownBy(() -> LossSpace.SAMPLE.factor(PredictionType.EPSILON, pure))
        .hasMessageContaining("sample space")
        .hasMessageContaining("EPSILON");
    assertThat(LossSpace.SAMPLE.factor(PredictionType.V, pure)).isEqualTo(1);
  }

  @Test
  void named_anyName_isThatOrRefusedWithTheKnownOnes() {
    for (LossSpace space : LossSpace.values()) {
      assertThat(LossSpace.named(space.text())).isEqualTo(space);
    }
    assertThatThrownBy(() -> LossSpace.named("x0")).hasMessageContaining("teacher, sample, noise");
  }
}
