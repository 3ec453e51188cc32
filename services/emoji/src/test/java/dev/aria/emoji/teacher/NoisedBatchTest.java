package dev.aria.emoji.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.training.MicroBatch;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoisedBatchTest {
  private static final NoiseSchedule SCHEDULE = TeacherPlan.schedule().schedule();
  private static final LabelledPictures DATA =
      new LabelledPictures(
          Tensor.of(new float[] {1, 2, 3, -1, -2, -3}, 2, 3),
          List.of(List.of(new float[] {1, 0}, new float[] {2, 0}), List.of(new float[] {0, 5})));

  private static MicroBatch batch(int size, long seed, long step) {
    return NoisedBatch.draw(DATA, SCHEDULE, size, seed, step).toMicroBatch();
  }

  @Test
  void draw_sameSeedAndStep_givesTheSameBatch() {
    MicroBatch one = batch(8, 3, 41);
    MicroBatch two = batch(8, 3, 41);

    assertThat(one.x()).isEqualTo(two.x());
    assertThat(one.t()).isEqualTo(two.t());
    assertThat(one.cond()).isEqualTo(two.cond());
    assertThat(one.target()).isEqualTo(two.target());
    assertThat(batch(8, 3, 42).x()).isNotEqualTo(one.x());
    assertThat(batch(8, 4, 41).x()).isNotEqualTo(one.x());
  }

  @Test
  void draw_anySample_isItsPictureUnderItsNoise() {
    MicroBatch batch = batch(64, 1, 0);

    for (int i = 0; i < 64; i++) {
      float[] x = row(batch.x().toFloats(), i, 3);
      float[] noise = row(batch.target().toFloats(), i, 3);
      float[] cond = row(batch.cond().toFloats(), i, 2);
      int t = batch.t()[i];
      double first = (x[0] - SCHEDULE.noise(t) * noise[0]) / SCHEDULE.signal(t);
      double last = (x[2] - SCHEDULE.noise(t) * noise[2]) / SCHEDULE.signal(t);
      assertThat(Math.abs(first)).isCloseTo(1, within(1e-3));
      assertThat(last).isCloseTo(3 * first, within(1e-3));
      if (cond[0] != 0) {
        assertThat(first).isPositive();
      }
      if (cond[1] != 0) {
        assertThat(first).isNegative();
      }
    }
  }

  @Test
  void draw_manySamples_dropsATenthOfTheConditionsAndUsesEveryWording() {
    float[] cond = batch(10_000, 2, 0).cond().toFloats();
    int dropped = 0;
    int first = 0;
    int second = 0;
    for (int i = 0; i < 10_000; i++) {
      dropped += cond[2 * i] == 0 && cond[2 * i + 1] == 0 ? 1 : 0;
      first += cond[2 * i] == 1 ? 1 : 0;
      second += cond[2 * i] == 2 ? 1 : 0;
    }

    assertThat(dropped).isBetween(900, 1100);
    assertThat(first).isBetween(2050, 2450);
    assertThat(second).isBetween(2050, 2450);
  }

  private static float[] row(float[] values, int row, int length) {
    return java.util.Arrays.copyOfRange(values, row * length, (row + 1) * length);
  }
}
