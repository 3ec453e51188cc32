package dev.aria.core.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.tensor.Tensor;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class NearestCentroidTest {
  private static final Tensor CENTROIDS = Tensor.of(new float[] {10, 0, 0, 1, 0, 1}, 3, 2);

  @Test
  void assign_eachMetric_findsItsOwnNearest() {
    float[] condition = {2, 0.5f};

    assertThat(new NearestCentroid(CENTROIDS, Metric.EUCLIDEAN).assign(condition)).isEqualTo(1);
    assertThat(new NearestCentroid(CENTROIDS, Metric.COSINE).assign(condition)).isEqualTo(0);
  }

  @Test
  void assign_tie_goesToTheLowerIndex() {
    assertThat(new NearestCentroid(CENTROIDS, Metric.EUCLIDEAN).assign(new float[] {0, 1}))
        .isEqualTo(1);
    assertThat(new NearestCentroid(CENTROIDS, Metric.COSINE).assign(new float[] {0, 0}))
        .isEqualTo(0);
  }

  @Test
  void assign_randomUnitVectors_isTheSameUnderBothMetrics() {
    SplittableRandom random = new SplittableRandom(3);
    float[] rows = new float[20 * 8];
    for (int row = 0; row < 20; row++) {
      System.arraycopy(unit(random), 0, rows, row * 8, 8);
    }
    Tensor centroids = Tensor.of(rows, 20, 8);
    NearestCentroid euclidean = new NearestCentroid(centroids, Metric.EUCLIDEAN);
    NearestCentroid cosine = new NearestCentroid(centroids, Metric.COSINE);

    for (int trial = 0; trial < 500; trial++) {
      float[] condition = unit(random);
      assertThat(euclidean.assign(condition)).isEqualTo(cosine.assign(condition));
    }
  }

  @Test
  void arguments_bad_areRefused() {
    NearestCentroid nearest = new NearestCentroid(CENTROIDS, Metric.COSINE);

    assertThatThrownBy(() -> nearest.assign(new float[3])).hasMessageContaining("3 elements");
    assertThatThrownBy(() -> nearest.assign(new float[] {Float.NaN, 0}))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> new NearestCentroid(Tensor.of(new float[2], 2), Metric.COSINE))
        .hasMessageContaining("(R, D)");
  }

  private static float[] unit(SplittableRandom random) {
    float[] vector = new float[8];
    double square = 0;
    for (int i = 0; i < 8; i++) {
      vector[i] = (float) random.nextDouble(-1, 1);
      square += vector[i] * vector[i];
    }
    for (int i = 0; i < 8; i++) {
      vector[i] /= (float) Math.sqrt(square);
    }
    return vector;
  }
}
