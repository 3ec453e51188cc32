package dev.aria.core.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PathPlanTest {
  private static final int T = 1000;
  private static final NoiseSchedule SCHEDULE = NoiseSchedule.linear(T, 1e-4, 0.02);

  private static PathPlan plan(NoiseSchedule schedule, int length) {
    return new PathPlan(schedule, PredictionType.EPSILON, length);
  }

  @Test
  void steps_manySeeds_meetsEveryTimestepAboutEquallyOften() {
    int[] counts = new int[T];
    for (long seed = 0; seed < 20_000; seed++) {
      plan(SCHEDULE, 20).steps(seed).forEach(step -> counts[step.t()]++);
    }

    assertThat(Arrays.stream(counts).min().orElseThrow()).isGreaterThan(320);
    assertThat(Arrays.stream(counts).max().orElseThrow()).isLessThan(480);
  }

  @Test
  void timestep_ofEveryPosition_isThePlans() {
    for (long seed = 0; seed < 50; seed++) {
      List<DdimStep> plan = plan(SCHEDULE, 7).steps(seed);
      for (int position = 0; position < 7; position++) {
        assertThat(PathPlan.timestep(T, 7, seed, position)).isEqualTo(plan.get(position).t());
      }
    }
  }

  @Test
  void steps_asLongAsTheForwardProcess_goesThroughEveryTimestep() {
    assertThat(plan(NoiseSchedule.linear(10, 1e-4, 0.02), 10).steps(5))
        .extracting(DdimStep::t)
        .containsExactly(9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
  }

  @Test
  void steps_longerThanTheForwardProcess_isRefused() {
    assertThatThrownBy(() -> plan(NoiseSchedule.linear(10, 1e-4, 0.02), 11).steps(5))
        .hasMessageContaining("[1, 10], got 11");
  }
}
