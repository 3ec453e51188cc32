package dev.aria.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.allocation.RegionVector;
import dev.aria.core.record.RegionWeight;
import dev.aria.core.record.WeightsVersion;
import dev.aria.fixtures.SmallRuns;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
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

  @Test
  void weights_stratifiedUnderScopePaths_steersPathsAlone() {
    List<RegionWeight> weights =
        weights("stratified", 0, "allocation.scope=paths", "paths.share=0.4");

    assertThat(weights)
        .extracting(RegionWeight::swapped)
        .containsExactlyElementsOf(AllocatorRig.MAP.shares());
    assertThat(weights).extracting(RegionWeight::paired).isEqualTo(PAIRS);
    assertThat(weights).extracting(RegionWeight::path).containsOnly(0.25);
  }

  @Test
  void weights_stratifiedUnderScopeSwapped_leavesPathsNatural() {
    List<RegionWeight> weights =
        weights("stratified", 0, "allocation.scope=swapped", "paths.share=0.4");

    assertThat(weights).extracting(RegionWeight::swapped).containsOnly(0.25);
    assertThat(weights)
        .extracting(RegionWeight::path)
        .containsExactlyElementsOf(AllocatorRig.MAP.shares());
  }

  private static List<Double> paired(String policy, int warmUp) {
    return weights(policy, warmUp, "allocation.scope=all").stream()
        .map(RegionWeight::paired)
        .toList();
  }

  private static List<RegionWeight> weights(String policy, int warmUp, String... changes) {
    Stream<String> allocation =
        Stream.of("allocation.policy=" + policy, "allocation.warm-up-steps=" + warmUp);
    WeightsMaker maker =
        new WeightsMaker(
            SmallRuns.of(
                "weighted",
                Stream.concat(allocation, Arrays.stream(changes)).toArray(String[]::new)),
            AllocatorRig.MAP,
            RegionVector.of(PAIRS));
    return maker.weights(maker.initial(), new WeightsVersion(1, 1)).regions();
  }
}
