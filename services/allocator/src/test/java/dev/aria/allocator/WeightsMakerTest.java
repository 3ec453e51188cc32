package dev.aria.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.allocation.RegionVector;
import dev.aria.core.record.RegionWeight;
import dev.aria.core.record.WeightsVersion;
import dev.aria.fixtures.SmallRuns;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightsMakerTest {
  private static final List<Double> PAIRS = List.of(0.1, 0.2, 0.3, 0.4);

  @Test
  void weights_naturalUnderScopeAll_leavesPairedDrawsUniform() {
    assertThat(paired("natural", 0)).isEqualTo(PAIRS);
  }

  @Test
  void weights_warmUpUnderScopeAll_leavesPairedDrawsUniform() {
    assertThat(paired("stratified", 20)).isEqualTo(PAIRS);
  }

  @Test
  void weights_stratifiedUnderScopeAll_steersPairedDraws() {
    List<Double> steered = paired("stratified", 0);

    assertThat(steered).isNotEqualTo(PAIRS);
    assertThat(steered.get(0)).isGreaterThan(PAIRS.get(0));
  }

  private static List<Double> paired(String policy, int warmUp) {
    WeightsMaker maker =
        new WeightsMaker(
            SmallRuns.of(
                "all",
                "allocation.policy=" + policy,
                "allocation.scope=all",
                "allocation.warm-up-steps=" + warmUp),
            AllocatorRig.MAP,
            RegionVector.of(PAIRS));
    return maker.weights(maker.initial(), new WeightsVersion(1, 1)).regions().stream()
        .map(RegionWeight::paired)
        .toList();
  }
}
