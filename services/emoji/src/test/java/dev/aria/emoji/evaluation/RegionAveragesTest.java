package dev.aria.emoji.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RegionAveragesTest {
  @Test
  void of_twentyRegions_worstDecileIsTheWorstTwo() {
    double[] means = IntStream.range(0, 20).mapToDouble(r -> r).toArray();
    double[] shares = IntStream.range(0, 20).mapToDouble(r -> 0.05).toArray();

    RegionAverages averages = RegionAverages.of(means, shares);

    assertThat(averages.worstDecile()).isCloseTo(18.5, within(1e-12));
    assertThat(averages.macro()).isCloseTo(9.5, within(1e-12));
    assertThat(averages.natural()).isCloseTo(9.5, within(1e-12));
  }

  @Test
  void of_regionWithoutPrompts_isLeftOutAndItsShareToo() {
    RegionAverages averages =
        RegionAverages.of(new double[] {1, Double.NaN, 3}, new double[] {0.3, 0.6, 0.1});

    assertThat(averages.macro()).isCloseTo(2, within(1e-12));
    assertThat(averages.natural()).isCloseTo((0.3 + 0.3) / 0.4, within(1e-12));
  }

  @Test
  void of_noRegionHeld_isRefused() {
    assertThatThrownBy(() -> RegionAverages.of(new double[] {Double.NaN}, new double[] {1}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
