package dev.aria.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.allocation.RegionVector;
import dev.aria.core.conditioning.Branch;
import dev.aria.core.discrepancy.Statistics;
import dev.aria.core.discrepancy.Tick;
import dev.aria.core.record.DiscrepancySum;
import dev.aria.core.record.RegionWeight;
import dev.aria.core.record.WeightsVersion;
import dev.aria.fixtures.SmallRuns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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

  /** Samples of a path of 20 steps move a region as far as a twentieth of them would alone. */
  @Test
  void fold_samplesOfPaths_countOncePerPath() {
    double alone = ratio("allocation.scope=all");
    double ofPaths = ratio("allocation.scope=paths", "paths.share=0.4", "paths.length=20");
    double ofShorter = ratio("allocation.scope=paths", "paths.share=0.4", "paths.length=5");

    assertThat(ofPaths).isBetween(1.0, ofShorter);
    assertThat(ofShorter).isBetween(ofPaths, alone);
    assertThat(alone - 1).isGreaterThan(5 * (ofPaths - 1));
  }

  /** Of region 0, when its discrepancy becomes four times the others' after a long time. */
  private static double ratio(String... changes) {
    WeightsMaker maker = maker("aria", 0, changes);
    Statistics statistics = maker.initial();
    for (int tick = 0; tick < 200; tick++) {
      statistics = maker.fold().fold(statistics, tick(tick, 1));
    }
    return maker
        .weights(maker.fold().fold(statistics, tick(200, 4)), new WeightsVersion(1, 1))
        .regions()
        .get(0)
        .ratio();
  }

  /** Twenty samples of each region, on paths and swapped. */
  private static Tick tick(long number, int ofRegionZero) {
    List<DiscrepancySum> cells = new ArrayList<>();
    for (int region = 0; region < PAIRS.size(); region++) {
      long sum = 20_000L * (region == 0 ? ofRegionZero : 1);
      cells.add(new DiscrepancySum(region, 3, Branch.SWAPPED, 20, sum, sum));
      cells.add(new DiscrepancySum(region, 3, Branch.PATH, 20, sum, sum));
    }
    cells.sort(Comparator.comparingInt(DiscrepancySum::region));
    return new Tick(number, cells, List.of());
  }

  private static List<Double> paired(String policy, int warmUp) {
    return weights(policy, warmUp, "allocation.scope=all").stream()
        .map(RegionWeight::paired)
        .toList();
  }

  private static List<RegionWeight> weights(String policy, int warmUp, String... changes) {
    WeightsMaker maker = maker(policy, warmUp, changes);
    return maker.weights(maker.initial(), new WeightsVersion(1, 1)).regions();
  }

  private static WeightsMaker maker(String policy, int warmUp, String... changes) {
    Stream<String> allocation =
        Stream.of("allocation.policy=" + policy, "allocation.warm-up-steps=" + warmUp);
    return new WeightsMaker(
        SmallRuns.of(
            "weighted", Stream.concat(allocation, Arrays.stream(changes)).toArray(String[]::new)),
        AllocatorRig.MAP,
        RegionVector.of(PAIRS));
  }
}
