package dev.aria.cli.teacher;

import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.random.Purpose;
import dev.aria.core.random.RandomStream;
import dev.aria.core.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * What the teacher sees in one step. N samples, D latent length, K condition length.
 *
 * @param noised x_t, (N, D)
 * @param timesteps (N)
 * @param conditions (N, K); a dropped one is all zero
 * @param noise the epsilon to be told, (N, D)
 */
record NoisedBatch(Tensor noised, List<Integer> timesteps, Tensor conditions, Tensor noise) {

  /**
   * The batch of a step, a pure function of (seed, step): pictures, and the prompt of each, drawn
   * uniformly; timestep uniform; the condition dropped with probability {@code dropped}.
   */
  static NoisedBatch draw(
      LabelledPictures data,
      NoiseSchedule schedule,
      int size,
      double dropped,
      long seed,
      long step) {
    int latent = data.latentLength();
    int condition = data.conditionLength();
    float[] noised = new float[size * latent];
    float[] noise = new float[size * latent];
    float[] conditions = new float[size * condition];
    int[] timesteps = new int[size];
    RandomStream random = RandomStream.of(seed, Purpose.GENERATION, step);
    float[] epsilon = new float[latent];
    float[] sample = new float[latent];
    for (int i = 0; i < size; i++) {
      int picture = random.nextInt(data.pictures());
      timesteps[i] = random.nextInt(schedule.timesteps());
      for (int k = 0; k < latent; k++) {
        epsilon[k] = (float) random.nextGaussian();
      }
      schedule.noised(data.latent(picture), timesteps[i], epsilon, sample);
      System.arraycopy(sample, 0, noised, i * latent, latent);
      System.arraycopy(epsilon, 0, noise, i * latent, latent);
      List<float[]> worded = data.conditions(picture);
      float[] chosen = worded.get(random.nextInt(worded.size()));
      if (random.nextDouble() >= dropped) {
        System.arraycopy(chosen, 0, conditions, i * condition, condition);
      }
    }
    return new NoisedBatch(
        Tensor.of(noised, size, latent),
        Arrays.stream(timesteps).boxed().toList(),
        Tensor.of(conditions, size, condition),
        Tensor.of(noise, size, latent));
  }
}
