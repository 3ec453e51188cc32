package dev.aria.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class GaussianNoiseTest {
  /**
   * Float bits of the first four values of seed 0, computed apart from this code in Python: a
   * change would re-noise every recorded run.
   */
  private static final int[] RECORDED = {0xbf8a0f58, 0xbf0e1982, 0x3f0c19e1, 0x3efa8534};

  @Test
  void fill_manyValues_hasStandardNormalMomentsAndTails() {
    float[] noise = new float[400_000];

    GaussianNoise.fill(17, noise);

    assertThat(moment(noise, 1)).isCloseTo(0, within(0.007));
    assertThat(moment(noise, 2)).isCloseTo(1, within(0.01));
    assertThat(moment(noise, 3)).isCloseTo(0, within(0.03));
    assertThat(moment(noise, 4)).isCloseTo(3, within(0.08));
    assertThat(share(noise, 1)).isCloseTo(0.3173, within(0.004));
    assertThat(share(noise, 3)).isCloseTo(0.0027, within(0.0005));
  }

  @Test
  void fill_partOfAnArray_writesThePrefixOfTheSameNoiseAndNothingElse() {
    float[] whole = new float[10];
    GaussianNoise.fill(3, whole);

    float[] part = new float[12];
    GaussianNoise.fill(3, part, 2, 7);

    assertThat(Arrays.copyOfRange(part, 2, 9)).containsExactly(Arrays.copyOf(whole, 7));
    assertThat(new float[] {part[0], part[1], part[9], part[10], part[11]}).containsOnly(0f);
  }

  @Test
  void fill_recordedSeed_givesTheRecordedBits() {
    float[] noise = new float[4];

    GaussianNoise.fill(0, noise);

    for (int i = 0; i < RECORDED.length; i++) {
      assertThat(Float.floatToIntBits(noise[i])).isEqualTo(RECORDED[i]);
    }
  }

  private static double moment(float[] values, int order) {
    double sum = 0;
    for (float value : values) {
      sum += Math.pow(value, order);
    }
    return sum / values.length;
  }

  private static double share(float[] values, double beyond) {
    int count = 0;
    for (float value : values) {
      count += Math.abs(value) > beyond ? 1 : 0;
    }
    return count / (double) values.length;
  }
}
