package dev.aria.core.diffusion;

import java.util.ArrayList;
import java.util.List;

/** The DDIM steps that lead from noise to a sample, in order. */
public final class DdimPlan {
  private DdimPlan() {}

  /**
   * {@code count} steps, spaced evenly and "trailing": the first is at T - 1, where x is closest to
   * pure noise, and the last lands on the clean sample (Lin et al. 2024, table 2).
   *
   * @throws IllegalArgumentException when count is outside [1, T]
   */
  public static List<DdimStep> trailing(NoiseSchedule schedule, int count) {
    return trailing(schedule, count, 0);
  }

  /**
   * The same plan, every timestep less by {@code offset}: over the offsets 0 to {@link #offsets} -
   * 1 the plans meet every timestep equally often, where count divides T.
   *
   * @throws IllegalArgumentException when count is outside [1, T] or the offset outside its range
   */
  public static List<DdimStep> trailing(NoiseSchedule schedule, int count, int offset) {
    int total = schedule.timesteps();
    if (count < 1 || count > total) {
      throw new IllegalArgumentException(
          "sampling steps must be in [1, %d], got %d".formatted(total, count));
    }
    if (offset < 0 || offset >= offsets(total, count)) {
      throw new IllegalArgumentException(
          "offset must be in [0, %d), got %d".formatted(offsets(total, count), offset));
    }
    List<DdimStep> steps = new ArrayList<>(count);
    for (int position = 0; position < count; position++) {
      steps.add(step(schedule, count, offset, position));
    }
    return List.copyOf(steps);
  }

  /** The step at {@code position} of the plan of {@code count} steps, 0 next to pure noise. */
  static DdimStep step(NoiseSchedule schedule, int count, int offset, int position) {
    int i = count - position;
    int t = timestep(i, count, schedule.timesteps()) - offset;
    int next = timestep(i - 1, count, schedule.timesteps()) - offset;
    return i == 1 ? last(schedule, t) : step(schedule, t, next);
  }

  /** How many offsets a plan of {@code count} steps over {@code timesteps} can have: T / count. */
  public static int offsets(int timesteps, int count) {
    return timesteps / count;
  }

  static int timestep(int i, int count, int total) {
    return (int) Math.round((double) total * i / count) - 1;
  }

  private static DdimStep step(NoiseSchedule schedule, int t, int next) {
    return new DdimStep(t, schedule.level(t), schedule.level(next));
  }

  private static DdimStep last(NoiseSchedule schedule, int t) {
    return new DdimStep(t, schedule.level(t), NoiseLevel.CLEAN);
  }
}
