package dev.aria.core.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ObjectiveTest {

  @Test
  void importanceWeight_underPreserve_keepsTheExpectedLoss() {
    SplittableRandom random = new SplittableRandom(1);
    AllocationInput input = Inputs.random(random, 20);
    RegionVector draw = new TemperedPolicy(0.2, new Floors(0.3, 0.02)).weights(input).weights();
    double base = 0;
    double preserved = 0;
    double focused = 0;
    for (int r = 0; r < 20; r++) {
      double loss = random.nextDouble(1, 5);
      base += input.base().get(r) * loss;
      preserved +=
          draw.get(r)
              * loss
              * Objective.PRESERVE.importanceWeight(input.base().get(r), draw.get(r));
      focused +=
          draw.get(r) * loss * Objective.FOCUS.importanceWeight(input.base().get(r), draw.get(r));
    }

    assertThat(preserved).isCloseTo(base, within(1e-12));
    assertThat(focused).isNotCloseTo(base, within(1e-3));
    assertThat(Objective.FOCUS.importanceWeight(0.2, 0.4)).isEqualTo(1);
  }

  @Test
  void importanceWeight_impossibleDraw_isRefused() {
    assertThatThrownBy(() -> Objective.PRESERVE.importanceWeight(0.5, 0))
        .hasMessageContaining("draw 0.0");
  }
}
