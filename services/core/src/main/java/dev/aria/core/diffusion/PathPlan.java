package dev.aria.core.diffusion;

import dev.aria.core.random.Purpose;
import dev.aria.core.random.RandomStream;
import java.util.List;

/**
 * The sampler steps of a teacher's path: DDIM, "trailing", moved down by an offset of the path's
 * own, so that the timesteps of all paths are uniform on {0..T-1} where K divides T. Ours.
 */
public final class PathPlan {
  private PathPlan() {}

  /**
   * The K steps of the path with {@code seed}, from pure noise on.
   *
   * @param length K
   * @throws IllegalArgumentException when K is outside [1, T]
   */
  public static List<DdimStep> of(NoiseSchedule schedule, int length, long seed) {
    return DdimPlan.trailing(schedule, length, offset(schedule.timesteps(), length, seed));
  }

  /** Timestep of a position on the path with {@code seed}; position 0 is next to pure noise. */
  public static int timestep(int timesteps, int length, long seed, int position) {
    return DdimPlan.timestep(length - position, length, timesteps)
        - offset(timesteps, length, seed);
  }

  private static int offset(int timesteps, int length, long seed) {
    return RandomStream.of(seed, Purpose.PATH_OFFSET, 0)
        .nextInt(Math.max(1, DdimPlan.offsets(timesteps, length)));
  }
}
