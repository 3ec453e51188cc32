package dev.aria.core.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PolicyConstantsTest {
  @Test
  void defaults_areThoseOfEveryRunBeforeTheyCouldBeSet() {
    assertThat(PolicyConstants.DEFAULTS)
        .isEqualTo(new PolicyConstants(0.5, 1, 1, 0.3, 0.02, 0.01, 0.5));
  }

  @Test
  void new_valueOutOfRange_isRefusedByNameValueAndBound() {
    refused(() -> new PolicyConstants(1.5, 1, 1, 0.3, 0.02, 0.01, 0.5), "base-exponent is 1.5");
    refused(() -> new PolicyConstants(0.5, -1, 1, 0.3, 0.02, 0.01, 0.5), "discrepancy-exponent");
    refused(
        () -> new PolicyConstants(0.5, 1, Double.NaN, 0.3, 0.02, 0.01, 0.5),
        "elasticity-exponent is NaN");
    refused(() -> new PolicyConstants(0.5, 1, 1, -0.1, 0.02, 0.01, 0.5), "natural-share is -0.1");
    refused(() -> new PolicyConstants(0.5, 1, 1, 0.3, 0.02, -1, 0.5), "harm-bound is -1.0");
    refused(() -> new PolicyConstants(0.5, 1, 1, 0.3, 0.02, 0.01, 0), "temperature is 0.0");
  }

  @Test
  void new_floorBesideALargeNaturalShare_isRefusedWithWhatIsLeft() {
    refused(() -> new PolicyConstants(0.5, 1, 1, 0.75, 0.5, 0.01, 0.5), "floor", "0.5", "0.25");
    assertThat(new PolicyConstants(0.5, 1, 1, 0.75, 0.25, 0.01, 0.5).floor()).isEqualTo(0.25);
  }

  private static void refused(Runnable making, String... words) {
    assertThatThrownBy(making::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(words);
  }
}
