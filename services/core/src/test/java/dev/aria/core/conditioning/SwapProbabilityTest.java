package dev.aria.core.conditioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class SwapProbabilityTest {

  @Test
  void mean_publishedStrategies_replaceThePublishedShare() {
    assertThat(mean(SwapProbability.exponential(5))).isCloseTo(0.1987, within(1e-3));
    assertThat(mean(SwapProbability.exponential(1))).isCloseTo(0.632, within(1e-3));
    assertThat(mean(SwapProbability.sigmoid(20, 0.7))).isCloseTo(0.300, within(1e-3));
    assertThat(mean(SwapProbability.constant(0.5))).isEqualTo(0.5);
  }

  @Test
  void at_exponential_matchesPublishedPoints() {
    SwapProbability swap = SwapProbability.exponential(5);

    assertThat(swap.at(0 / 1000.0)).isCloseTo(0.0067, within(1e-4));
    assertThat(swap.at(500 / 1000.0)).isCloseTo(0.082, within(1e-3));
    assertThat(swap.at(861 / 1000.0)).isCloseTo(0.5, within(2e-3));
  }

  @Test
  void named_eachStrategy_isTheOneOfThatName() {
    assertThat(SwapProbability.named("exponential", 3).at(500 / 1000.0))
        .isCloseTo(Math.exp(-1.5), within(1e-15));
    assertThat(SwapProbability.named("constant", 0.4).at(7 / 1000.0)).isEqualTo(0.4);
    assertThat(SwapProbability.named("sigmoid", 0).at(700 / 1000.0)).isEqualTo(0.5);
    assertThatThrownBy(() -> SwapProbability.named("linear", 1))
        .hasMessageContaining("exponential, constant, sigmoid");
  }

  @Test
  void construction_badArguments_areRefused() {
    assertThatThrownBy(() -> SwapProbability.constant(1.5)).hasMessageContaining("[0, 1]");
    assertThatThrownBy(() -> SwapProbability.exponential(-1)).hasMessageContaining("rate");
    assertThatThrownBy(() -> SwapProbability.sigmoid(Double.NaN, 0))
        .hasMessageContaining("steepness");
  }

  private static double mean(SwapProbability swap) {
    double sum = 0;
    for (int t = 0; t < 1000; t++) {
      sum += swap.at(t / 1000.0);
    }
    return sum / 1000;
  }
}
