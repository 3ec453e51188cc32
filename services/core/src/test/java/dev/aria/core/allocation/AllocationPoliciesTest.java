package dev.aria.core.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.discrepancy.DiscrepancySummary;
import dev.aria.core.discrepancy.RegionDiscrepancy;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AllocationPoliciesTest {
  private static final int BATCH = 64;

  private static AllocationPolicy policy(String name, int regions) {
    return AllocationPolicies.named(name, Map.of(), regions, BATCH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"natural", "stratified", "tempered", "aria", "variance", "softmax"})
  void weights_anyInput_sumToOneAndArePositive(String name) {
    SplittableRandom random = new SplittableRandom(1);
    for (int trial = 0; trial < 200; trial++) {
      int regions = 1 + random.nextInt(40);
      AllocationInput input = Inputs.random(random, regions);

      RegionVector weights = policy(name, regions).weights(input).weights();

      assertThat(weights.sum()).isCloseTo(1, within(1e-12));
      assertThat(weights.toList()).allMatch(weight -> weight > 0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tempered", "aria", "variance", "softmax"})
  void weights_rulesWithFloors_keepThemAndBoundImportanceWeights(String name) {
    SplittableRandom random = new SplittableRandom(2);
    for (int trial = 0; trial < 200; trial++) {
      int regions = 1 + random.nextInt(40);
      AllocationInput input = Inputs.random(random, regions);

      RegionVector weights = policy(name, regions).weights(input).weights();

      for (int r = 0; r < regions; r++) {
        double base = input.base().get(r);
        assertThat(weights.get(r)).isGreaterThanOrEqualTo(0.3 * base - 1e-15);
        assertThat(weights.get(r)).isGreaterThanOrEqualTo(0.02 / regions - 1e-15);
        assertThat(Objective.PRESERVE.importanceWeight(base, weights.get(r)))
            .isLessThanOrEqualTo(1 / 0.3 + 1e-9);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"natural", "stratified", "tempered", "aria", "variance", "softmax"})
  void weights_regionWithNothingToDraw_isNeverDrawn(String name) {
    RegionVector ones = Inputs.constant(3, 1);
    AllocationInput input =
        new AllocationInput(RegionVector.of(0.8, 0, 0.2), ones, ones, ones, 0.5, 1000);

    RegionVector weights = policy(name, 3).weights(input).weights();

    assertThat(weights.get(1)).isZero();
    assertThat(weights.sum()).isCloseTo(1, within(1e-12));
  }

  @Test
  void weights_eachRule_followsItsFormula() {
    RegionVector base = RegionVector.of(0.64, 0.36);
    RegionVector spread = RegionVector.of(1, 2);
    RegionVector ones = Inputs.constant(2, 1);
    AllocationInput input =
        new AllocationInput(base, RegionVector.of(1, 3), spread, ones, 0.5, 1000);
    Map<String, Double> bare = Map.of("lam", 0.0, "u", 0.0);

    assertThat(policy("natural", 2).weights(input).weights()).isEqualTo(base);
    assertThat(policy("stratified", 2).weights(input).weights().get(0)).isEqualTo(0.5);
    assertThat(first("tempered", bare, input)).isCloseTo(0.8 / 1.4, within(1e-12));
    assertThat(first("variance", bare, input)).isCloseTo(0.64 / 1.36, within(1e-12));
    assertThat(first("softmax", bare, input))
        .isCloseTo(1 / (1 + Math.exp(4)), within(1e-12)); // temperature .5, difference 2
  }

  private static double first(String name, Map<String, Double> parameters, AllocationInput input) {
    return AllocationPolicies.named(name, parameters, 2, BATCH).weights(input).weights().get(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"aria", "variance", "softmax"})
  void weights_duringWarmUp_areRandomConditionings(String name) {
    AllocationInput late = Inputs.random(new SplittableRandom(3), 8);
    AllocationInput early =
        new AllocationInput(
            late.base(), late.ratio(), late.rootMeanSquare(), late.elasticity(), 0.4, 19);

    assertThat(policy(name, 8).weights(early).weights()).isEqualTo(late.base());
    assertThat(policy(name, 8).weights(late).weights()).isNotEqualTo(late.base());
  }

  @ParameterizedTest
  @ValueSource(strings = {"natural", "stratified", "tempered", "aria", "variance", "softmax"})
  void weights_withAWarmUpSet_areRandomConditioningsUntilThen(String name) {
    AllocationInput input = Inputs.random(new SplittableRandom(3), 8);
    Map<String, Double> parameters = Map.of("warm-up", 1001.0);

    AllocationPolicy policy = AllocationPolicies.named(name, parameters, 8, BATCH);

    assertThat(policy.weights(input).weights()).isEqualTo(input.base());
  }

  @Test
  void named_unknownNameOrParameter_namesTheKnownOnes() {
    assertThatThrownBy(() -> policy("arai", 2))
        .hasMessageContaining("'arai'")
        .hasMessageContaining("aria, natural, softmax, stratified, tempered, variance");
    assertThatThrownBy(() -> AllocationPolicies.named("natural", Map.of("lam", 0.1), 2, BATCH))
        .hasMessageContaining("no parameter 'lam'");
    assertThatThrownBy(() -> AllocationPolicies.named("aria", Map.of("lam", 1.5), 2, BATCH))
        .hasMessageContaining("lam + u");
    assertThat(AllocationPolicies.names()).hasSize(6).contains("aria");
  }

  @Test
  void coverage_growsWithRegionsWithinItsBounds() {
    assertThat(Floors.coverage(16, 64)).isEqualTo(0.02);
    assertThat(Floors.coverage(4096, 64)).isCloseTo(0.064, within(1e-12));
    assertThat(Floors.coverage(100_000, 64)).isEqualTo(0.1);
  }

  @Test
  void input_ofSummary_takesItsNumbers() {
    DiscrepancySummary summary =
        new DiscrepancySummary(
            List.of(new RegionDiscrepancy(1, 2, 0.3, 4), new RegionDiscrepancy(5, 6, 0.7, 8)), 0.5);

    AllocationInput input = AllocationInput.of(RegionVector.of(0.5, 0.5), summary, 30);

    assertThat(input.ratio()).isEqualTo(RegionVector.of(1, 5));
    assertThat(input.rootMeanSquare()).isEqualTo(RegionVector.of(2, 6));
    assertThat(input.elasticity()).isEqualTo(RegionVector.of(0.3, 0.7));
    assertThatThrownBy(() -> AllocationInput.of(RegionVector.of(1), summary, 30))
        .hasMessageContaining("1 regions");
    assertThatThrownBy(() -> RegionVector.of(1, Double.NaN)).hasMessageContaining("region 1");
  }
}
