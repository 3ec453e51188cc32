package dev.aria.trials.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SpreadTest {
  @Test
  void of_severalSeeds_errorIsSampleDeviationOverRootOfSize() {
    Spread spread = Spread.of(List.of(1.0, 2.0, 3.0, 6.0));

    assertThat(spread.mean()).isCloseTo(3, within(1e-12));
    assertThat(spread.error().orElseThrow()).isCloseTo(Math.sqrt(14 / 3.0 / 4), within(1e-12));
    assertThat(spread.text()).isEqualTo("3.0000 ± 1.0801");
  }

  @Test
  void of_oneSeed_hasNoError() {
    Spread spread = Spread.of(List.of(-0.25));

    assertThat(spread.error()).isEmpty();
    assertThat(spread.signed()).isEqualTo("-0.25000");
  }

  @Test
  void of_noSeed_isRefused() {
    assertThatThrownBy(() -> Spread.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
