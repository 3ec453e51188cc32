package dev.aria.core.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.discrepancy.DiscrepancySummary;
import dev.aria.core.discrepancy.RegionDiscrepancy;
import dev.aria.core.record.PolicyConstants;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicyNameTest {
  private static final int BATCH = 64;

  private static AllocationPolicy policy(String name, int regions) {
    boolean readsStatistics = Set.of("aria", "variance", "softmax").contains(name);
    return PolicyName.of(name)
        .policy(PolicyConstants.DEFAULTS, readsStatistics ? 20 : 0, regions, BATCH);
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
    Floors none = new Floors(0, 0);

    assertThat(policy("natural", 2).weights(input).weights()).isEqualTo(base);
    assertThat(policy("stratified", 2).weights(input).weights().get(0)).isEqualTo(0.5);
    assertThat(first(PolicyName.TEMPERED, none, input)).isCloseTo(0.8 / 1.4, within(1e-12));
    assertThat(first(PolicyName.VARIANCE, none, input)).isCloseTo(0.64 / 1.36, within(1e-12));
    assertThat(first(PolicyName.SOFTMAX, none, input))
        .isCloseTo(1 / (1 + Math.exp(4)), within(1e-12)); // temperature .5, difference 2
  }

  private static double first(PolicyName name, Floors floors, AllocationInput input) {
    return name.rule(PolicyConstants.DEFAULTS, floors).weights(input).weights().get(0);
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

    AllocationPolicy policy = PolicyName.of(name).policy(PolicyConstants.DEFAULTS, 1001, 8, BATCH);

    assertThat(policy.weights(input).weights()).isEqualTo(input.base());
  }

  @Test
  void of_unknownName_namesTheKnownOnes() {
    assertThatThrownBy(() -> policy("arai", 2))
        .hasMessageContaining("'arai'")
        .hasMessageContaining("aria, natural, softmax, stratified, tempered, variance");
    assertThatThrownBy(() -> new Floors(1.5, 0)).hasMessageContaining("lam + u");
    assertThat(PolicyName.labels()).hasSize(6).contains("aria");
  }

  /** What these rules were before their constants could be set. */
  @Test
  void policy_defaultConstants_givesTheSameBitsAsEver() {
    SplittableRandom random = new SplittableRandom(4);
    for (int trial = 0; trial < 100; trial++) {
      int regions = 1 + random.nextInt(trial < 90 ? 40 : 10_000);
      AllocationInput input = Inputs.random(random, regions);
      double u = Math.min(Math.max(regions / (1000.0 * BATCH), 0.02), 0.1);
      Floors floors = new Floors(0.3, u);

      assertThat(policy("aria", regions).weights(input))
          .isEqualTo(new AriaPolicy(0.5, 1, 1, 0.01, floors).weights(input));
      assertThat(policy("tempered", regions).weights(input))
          .isEqualTo(new TemperedPolicy(0.5, floors).weights(input));
      assertThat(policy("variance", regions).weights(input))
          .isEqualTo(new VariancePolicy(floors).weights(input));
      assertThat(policy("softmax", regions).weights(input))
          .isEqualTo(new SoftmaxPolicy(0.5, floors).weights(input));
    }
  }

  @Test
  void policy_otherConstants_reachTheRule() {
    AllocationInput input = Inputs.random(new SplittableRandom(5), 9);
    PolicyConstants constants = new PolicyConstants(0.25, 0.5, 0.75, 0.5, 0.125, 0.5, 2);
    Floors floors = new Floors(0.5, 0.125);

    assertThat(PolicyName.ARIA.policy(constants, 0, 9, BATCH).weights(input))
        .isEqualTo(new AriaPolicy(0.25, 0.5, 0.75, 0.5, floors).weights(input));
    assertThat(PolicyName.TEMPERED.policy(constants, 0, 9, BATCH).weights(input))
        .isEqualTo(new TemperedPolicy(0.25, floors).weights(input));
    assertThat(PolicyName.SOFTMAX.policy(constants, 0, 9, BATCH).weights(input))
        .isEqualTo(new SoftmaxPolicy(2, floors).weights(input));
  }

  @Test
  void policy_naturalShareThatLeavesLittle_keepsTheFloorWithinIt() {
    PolicyConstants constants = new PolicyConstants(0.5, 1, 1, 0.99, 0, 0.01, 0.5);

    assertThat(Floors.of(constants, 100_000, BATCH)).isEqualTo(new Floors(0.99, 1 - 0.99));
  }

  @Test
  void coverage_growsWithRegionsWithinItsBounds() {
    assertThat(Floors.coverage(0.02, 16, 64)).isEqualTo(0.02);
    assertThat(Floors.coverage(0.02, 4096, 64)).isCloseTo(0.064, within(1e-12));
    assertThat(Floors.coverage(0.02, 100_000, 64)).isEqualTo(0.1);
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
