package dev.aria.core.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class RegionCountsTest {

  @Test
  void shares_ofAssignments_areRelativeCounts() {
    RegionCounts counts = RegionCounts.of(new int[] {0, 2, 2, 0, 2, 2, 2, 2}, 3);

    assertThat(counts.shares()).containsExactly(0.25, 0.0, 0.75);
    assertThat(counts.count(2)).isEqualTo(6);
  }

  @Test
  void counting_nothingOrOutOfRange_isRefused() {
    assertThatThrownBy(() -> RegionCounts.of(new int[] {3}, 3)).hasMessageContaining("[0, 3)");
    assertThatThrownBy(() -> RegionCounts.of(new int[0], 3).shares())
        .hasMessageContaining("nothing was counted");
  }
}
