package dev.aria.core.diffusion;

import dev.aria.core.random.GaussianNoise;
import dev.aria.core.random.Purpose;
import dev.aria.core.random.RandomStream;
import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import java.util.List;

/**
 * The sampler steps of a teacher's paths: DDIM, "trailing", moved down by an offset of the path's
 * own, so that the timesteps of all paths are uniform on {0..T-1} where K divides T. Ours.
 *
 * @param schedule the teacher's forward process
 * @param prediction what its outputs stand for
 * @param length K: positions of a path
 */
public record PathPlan(NoiseSchedule schedule, PredictionType prediction, int length) {
  /**
   * The K steps of the path with {@code seed}, from pure noise on.
   *
   * @throws IllegalArgumentException when K is outside [1, T]
   */
  public List<DdimStep> steps(long seed) {
    return DdimPlan.trailing(schedule, length, offset(schedule.timesteps(), length, seed));
  }

  /** The step at {@code position}, 0 to K - 1, of the path with {@code seed}. */
  public DdimStep step(long seed, int position) {
    int offset = offset(schedule.timesteps(), length, seed);
    return DdimPlan.step(schedule, length, offset, position);
  }

  /** Timestep of a position on the path with {@code seed}; position 0 is next to pure noise. */
  public static int timestep(int timesteps, int length, long seed, int position) {
    return DdimPlan.timestep(length - position, length, timesteps)
        - offset(timesteps, length, seed);
  }

  /** State at position 0 of the path with {@code seed}: pure noise of {@code size} elements. */
  public static float[] begin(long seed, int size, ElementType type) {
    float[] noise = new float[size];
    GaussianNoise.fill(seed, noise);
    return rounded(noise, type);
  }

  /**
   * State after {@code step}, rounded as the log holds states and outputs, so that it follows from
   * the log.
   *
   * @param x state before it, as logged
   * @param output what the teacher says there, as logged
   */
  public float[] next(DdimStep step, float[] x, float[] output, ElementType type) {
    float[] next = new float[x.length];
    step.fromOutput(prediction).apply(x, output, next);
    return rounded(next, type);
  }

  /** {@code values} as a log of {@code type} gives them back. */
  public static float[] rounded(float[] values, ElementType type) {
    return Tensor.of(values, values.length).as(type).toFloats();
  }

  private static int offset(int timesteps, int length, long seed) {
    return RandomStream.of(seed, Purpose.PATH_OFFSET, 0)
        .nextInt(Math.max(1, DdimPlan.offsets(timesteps, length)));
  }
}
