package dev.aria.core.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.conditioning.Branch;
import org.junit.jupiter.api.Test;

final class ScopeTest {
  private static final RegionVector WEIGHTS = RegionVector.of(0.1, 0.6, 0.3);
  private static final RegionVector PAIRS = RegionVector.of(0.5, 0, 0.5);

  @Test
  void paired_underSwapped_areThePairsShares() {
    assertThat(Scope.SWAPPED.paired(WEIGHTS, PAIRS, 0.3)).isEqualTo(PAIRS);
    assertThat(Scope.SWAPPED.steered()).containsExactly(Branch.SWAPPED);
  }

  @Test
  void paired_underAll_mixesTheWeightsOfRegionsWithPairs() {
    RegionVector paired = Scope.ALL.paired(WEIGHTS, PAIRS, 0.3);

    assertThat(paired.get(0)).isCloseTo(0.3 * 0.5 + 0.7 * 0.25, within(1e-12));
    assertThat(paired.get(1)).isZero();
    assertThat(paired.get(2)).isCloseTo(0.3 * 0.5 + 0.7 * 0.75, within(1e-12));
    assertThat(Scope.ALL.steered())
        .containsExactlyInAnyOrder(Branch.SWAPPED, Branch.PAIRED, Branch.PATH);
  }

  @Test
  void ofCorpus_underEachScope_areTheWeightsWhereTheBranchIsSteered() {
    RegionVector base = RegionVector.of(0.2, 0.2, 0.6);

    assertThat(Scope.SWAPPED.ofCorpus(Branch.SWAPPED, WEIGHTS, base)).isEqualTo(WEIGHTS);
    assertThat(Scope.SWAPPED.ofCorpus(Branch.PATH, WEIGHTS, base)).isEqualTo(base);
    assertThat(Scope.PATHS.ofCorpus(Branch.SWAPPED, WEIGHTS, base)).isEqualTo(base);
    assertThat(Scope.PATHS.ofCorpus(Branch.PATH, WEIGHTS, base)).isEqualTo(WEIGHTS);
    assertThat(Scope.PATHS.paired(WEIGHTS, PAIRS, 0.3)).isEqualTo(PAIRS);
    assertThat(Scope.ALL.ofCorpus(Branch.PATH, WEIGHTS, base)).isEqualTo(WEIGHTS);
  }

  @Test
  void paired_noWeightWherePairsAre_fallsBackToTheirShares() {
    assertThat(Scope.ALL.paired(RegionVector.of(0, 1, 0), PAIRS, 0)).isEqualTo(PAIRS);
  }

  @Test
  void paired_badArguments_areRefused() {
    assertThatThrownBy(() -> Scope.ALL.paired(WEIGHTS, RegionVector.of(1), 0.3))
        .hasMessageContaining("3, 1");
    assertThatThrownBy(() -> Scope.ALL.paired(WEIGHTS, RegionVector.of(0, 0, 0), 0.3))
        .hasMessageContaining("no region");
    assertThatThrownBy(() -> Scope.ALL.paired(WEIGHTS, PAIRS, 2)).hasMessageContaining("lam");
  }
}
