package dev.aria.models.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PrincipalAxesTest {
  private static float[][] rows(int count, int width) {
    Random random = new Random(3);
    float[][] rows = new float[count][width];
    for (float[] row : rows) {
      for (int i = 0; i < width; i++) {
        row[i] = (float) (random.nextGaussian() * Math.pow(0.97, i));
      }
    }
    return rows;
  }

  @Test
  void of_manyMoreDirectionsThanAsked_findsEigenvectorsOfTheCovariance() {
    float[][] rows = rows(300, 400);

    List<PrincipalAxes.Axis> axes = PrincipalAxes.of(rows, 20);

    for (PrincipalAxes.Axis axis : axes) {
      double[] image = new double[400];
      for (float[] row : rows) {
        double weight = 0;
        for (int i = 0; i < 400; i++) {
          weight += row[i] * axis.direction().get(i) / rows.length;
        }
        for (int i = 0; i < 400; i++) {
          image[i] += weight * row[i];
        }
      }
      for (int i = 0; i < 400; i++) {
        assertThat(image[i])
            .isCloseTo(
                axis.variance() * axis.direction().get(i), within(1e-6 * axes.get(0).variance()));
      }
    }
    assertThat(axes).isSortedAccordingTo((a, b) -> Double.compare(b.variance(), a.variance()));
  }

  @Test
  void of_equalVariances_findsThemAll() {
    float[][] rows = new float[12][6];
    for (int i = 0; i < 6; i++) {
      rows[2 * i][i] = 1;
      rows[2 * i + 1][i] = -1;
    }

    List<PrincipalAxes.Axis> axes = PrincipalAxes.of(rows, 6);

    assertThat(axes).allSatisfy(a -> assertThat(a.variance()).isCloseTo(1 / 6.0, within(1e-12)));
  }
}
