package dev.aria.console.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.tensor.Tensor;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RegionPlaneTest {
  private static RegionMapRecord map(float[] centroids, int regions) {
    return new RegionMapRecord(
        "corpus",
        "digest",
        "encoder",
        Tensor.of(centroids, regions, centroids.length / regions),
        IntStream.range(0, regions).mapToObj(r -> "region " + r).toList(),
        Collections.nCopies(regions, 1.0 / regions),
        Collections.nCopies(regions, 0));
  }

  @Test
  void places_pointsOfAPlaneInSpace_keepTheirOrderAlongTheLongestAxis() {
    // along (1, 1, 0), with a little of (0, 0, 1)
    float[] centroids = {0, 0, 0, 1, 1, 0.3f, 2, 2, 0, 4, 4, 0.3f};

    List<double[]> places = RegionPlane.of(map(centroids, 4)).places();

    double[] x = places.stream().mapToDouble(place -> place[0]).toArray();
    boolean rising = x[3] > x[0];
    double[] expected = rising ? new double[] {0, 0.25, 0.5, 1} : new double[] {1, 0.75, 0.5, 0};
    assertThat(x).containsExactly(expected, within(0.03));
    assertThat(places).allSatisfy(place -> assertThat(place[1]).isBetween(0.0, 1.0));
  }

  @Test
  void places_oneTwoOrEqualRegions_lieOnThePlane() {
    assertThat(RegionPlane.of(map(new float[] {1, 2}, 1)).places().get(0))
        .containsExactly(0.5, 0.5);
    assertThat(RegionPlane.of(map(new float[] {1, 2, 3, 4}, 2)).places()).hasSize(2);
    assertThat(RegionPlane.of(map(new float[6], 3)).places())
        .allSatisfy(place -> assertThat(place).doesNotContain(Double.NaN));
  }

  @Test
  void neighbours_nearestFirstAndNeverItself() {
    RegionPlane plane = RegionPlane.of(map(new float[] {0, 10, 1, 5}, 4));

    assertThat(plane.neighbours(0)).containsExactly(2, 3, 1);
    assertThat(plane.neighbours(1)).containsExactly(3, 2, 0);
  }
}
