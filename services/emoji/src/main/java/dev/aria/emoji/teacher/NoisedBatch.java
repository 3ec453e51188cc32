package dev.aria.emoji.teacher;

import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.random.Purpose;
import dev.aria.core.random.RandomStream;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.training.MicroBatch;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * What the teacher sees in one step. N samples, D sample length, K condition length; a dropped
 * condition is all zero.
 */
final class NoisedBatch {
  private final int size;
  private final List<Integer> sampleShape;
  private final int length;
  private final int condition;
  private final float[] noised; // (N, D)
  private final float[] noise; // (N, D)
  private final float[] conditions; // (N, K)
  private final int[] timesteps; // (N)

  private NoisedBatch(int size, LabelledPictures data) {
    this.size = size;
    this.sampleShape = data.sampleShape();
    this.length = data.sampleLength();
    this.condition = data.conditionLength();
    noised = new float[size * length];
    noise = new float[size * length];
    conditions = new float[size * condition];
    timesteps = new int[size];
  }

  /**
   * The batch of a step, a pure function of (seed, step): picture, then one of its prompts, and
   * timestep drawn uniformly; the condition dropped in {@link TeacherPlan#DROPPED} of the samples.
   */
  static NoisedBatch draw(
      LabelledPictures data, NoiseSchedule schedule, int size, long seed, long step) {
    var batch = new NoisedBatch(size, data);
    RandomStream random = RandomStream.of(seed, Purpose.GENERATION, step);
    for (int i = 0; i < size; i++) {
      int picture = random.nextInt(data.pictures());
      batch.putNoised(i, data.sample(picture), schedule, random);
      batch.putCondition(i, data.conditions(picture), random);
    }
    return batch;
  }

  private void putNoised(int i, float[] clean, NoiseSchedule schedule, RandomGenerator random) {
    timesteps[i] = random.nextInt(schedule.timesteps());
    float[] epsilon = new float[length];
    for (int k = 0; k < length; k++) {
      epsilon[k] = (float) random.nextGaussian();
    }
    System.arraycopy(epsilon, 0, noise, i * length, length);
    schedule.noised(clean, timesteps[i], epsilon, epsilon);
    System.arraycopy(epsilon, 0, noised, i * length, length);
  }

  private void putCondition(int i, List<float[]> wordings, RandomGenerator random) {
    float[] chosen = wordings.get(random.nextInt(wordings.size()));
    if (random.nextDouble() >= TeacherPlan.DROPPED) {
      System.arraycopy(chosen, 0, conditions, i * condition, condition);
    }
  }

  /** The batch as a trainer takes it, every sample with weight 1. */
  MicroBatch toMicroBatch() {
    float[] ones = new float[size];
    Arrays.fill(ones, 1);
    return new MicroBatch(
        samples(noised), timesteps, Tensor.of(conditions, size, condition), samples(noise), ones);
  }

  private Tensor samples(float[] values) {
    return Tensor.of(
        values,
        IntStream.concat(IntStream.of(size), sampleShape.stream().mapToInt(Integer::intValue))
            .toArray());
  }
}
