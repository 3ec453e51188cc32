package dev.aria.runtime.pairs;

import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.random.GaussianNoise;
import java.util.List;

/** Rebuilds x_t of probes; teacher and student see the same bits, since both come from here. */
public final class ProbeInputs {
  private ProbeInputs() {}

  /**
   * x_t = signal(t) x0 + noise(t) epsilon of each probe.
   *
   * @param latents (N, S): x0, row by row
   * @param timesteps (N)
   * @param noiseSeeds (N): seed of each epsilon
   * @return (N, S)
   */
  public static float[] noised(
      float[] latents, List<Integer> timesteps, List<Long> noiseSeeds, NoiseSchedule schedule) {
    int width = latents.length / timesteps.size();
    float[] noised = new float[latents.length];
    float[] clean = new float[width];
    float[] epsilon = new float[width];
    for (int i = 0; i < timesteps.size(); i++) {
      System.arraycopy(latents, i * width, clean, 0, width);
      GaussianNoise.fill(noiseSeeds.get(i), epsilon);
      schedule.noised(clean, timesteps.get(i), epsilon, clean);
      System.arraycopy(clean, 0, noised, i * width, width);
    }
    return noised;
  }
}
