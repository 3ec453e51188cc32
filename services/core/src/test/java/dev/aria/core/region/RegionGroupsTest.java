package dev.aria.core.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

final class RegionGroupsTest {

  @Test
  void of_twoClumpsOfRegions_groupsEachClump() {
    Tensor centroids = Tensor.of(new float[] {0, 10, 1, 11}, 4, 1);
    RegionFitter ends = (conditions, regions, seed) -> Tensor.of(new float[] {0.5f, 10.5f}, 2, 1);

    assertThat(RegionGroups.of(centroids, ends, Metric.EUCLIDEAN, 1)).containsExactly(0, 1, 0, 1);
  }

  @Test
  void of_regionsWithoutVectors_formOneGroup() {
    RegionFitter never =
        (conditions, regions, seed) -> {
          throw new AssertionError("nothing to fit");
        };

    assertThat(RegionGroups.of(Tensor.of(new float[0], 5, 0), never, Metric.COSINE, 1))
        .containsExactly(0, 0, 0, 0, 0);
  }
}
