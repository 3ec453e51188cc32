package dev.aria.teacher.draws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.conditioning.PathSchedule;
import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.record.DrawBatch;
import dev.aria.fixtures.InMemoryPairs;
import dev.aria.fixtures.SmallRuns;
import dev.aria.runtime.pairs.SampleInputs;
import dev.aria.runtime.settings.RunRefused;
import dev.aria.runtime.teacher.RunTeachers;
import org.junit.jupiter.api.Test;

final class DrawGateTest {
  private static final int TIMESTEPS = 100;

  private static final PathSchedule PATHS = new PathSchedule(4, 5, 4);

  private final InMemoryPairs pairs = new InMemoryPairs(5, 3, 2);
  private final DrawBatch batch = new DrawBatches("run", pairs, 10, 12, TIMESTEPS).batch(4, 2);

  private DrawGate gate(String run, int timesteps, String... changes) {
    NoiseSchedule schedule = NoiseSchedule.linear(timesteps, 1e-4, 0.02);
    SampleInputs inputs = new SampleInputs(pairs, schedule, new float[2]);
    return new DrawGate(SmallRuns.of(run, changes), inputs, RunTeachers.of(SmallRuns.of("run")));
  }

  @Test
  void refusal_drawsOnOtherPaths_endsThePoolInsteadOfUsingThemUp() {
    DrawBatch onPaths = new DrawBatches("run", pairs, 10, 12, TIMESTEPS).withPaths(4, 2, PATHS);

    assertThat(gate("run", TIMESTEPS, "paths.share=0.4", "paths.length=5").refusal(onPaths))
        .isEmpty();
    assertThatThrownBy(
            () -> gate("run", TIMESTEPS, "paths.share=0.4", "paths.length=3").refusal(onPaths))
        .isInstanceOf(RunRefused.class)
        .hasMessageContaining("of a path, which no path of length 3 has")
        .hasMessageContaining("aria.run.paths.length");
    assertThatThrownBy(() -> gate("run", TIMESTEPS).refusal(onPaths))
        .isInstanceOf(RunRefused.class)
        .hasMessageContaining(
            "are on 4 paths, aria.run.paths.share = 0.0 of aria.run.micro-batch = 10 makes that 0")
        .hasMessageContaining("set both to what the prompt streamer uses");
    assertThatThrownBy(() -> gate("run", TIMESTEPS, "paths.share=0.2").refusal(batch))
        .hasMessageContaining(
            "are on 0 paths, aria.run.paths.share = 0.2 of aria.run.micro-batch = 10 makes that 2");
  }

  @Test
  void refusal_drawsForOtherTeachers_endsThePoolInsteadOfUsingThemUp() {
    DrawBatch experts = DrawBatches.by(batch, "abc", draw -> 1);

    assertThatThrownBy(() -> gate("run", TIMESTEPS).refusal(experts))
        .isInstanceOf(RunRefused.class)
        .hasMessageContaining("are for the teachers with digest abc")
        .hasMessageContaining("this pool has those of a run without experts")
        .hasMessageContaining("aria.run.experts");
  }

  @Test
  void refusal_drawsOfThisRun_isNone() {
    assertThat(gate("run", TIMESTEPS).refusal(batch)).isEmpty();
  }

  @Test
  void refusal_drawsOfAnotherRun_isOfTheRecordAlone() {
    assertThat(gate("another", 1, "lineage=1").refusal(batch))
        .hasValue("draws of run 'run' in run 'another'");
  }

  @Test
  void refusal_drawsOfAnotherLineage_endsThePoolInsteadOfUsingThemUp() {
    assertThatThrownBy(() -> gate("run", TIMESTEPS, "lineage=3").refusal(batch))
        .isInstanceOf(RunRefused.class)
        .hasMessageContaining("draws of step 4, shard 2 of run 'run' are of lineage 0")
        .hasMessageContaining("aria.run.lineage is 3; set it to 0");
  }

  @Test
  void refusal_timestepsThatTheTeacherLacks_endsThePoolInsteadOfUsingThemUp() {
    int largest = batch.draws().stream().mapToInt(draw -> draw.timestep()).max().orElseThrow();

    assertThat(gate("run", largest + 1).refusal(batch)).isEmpty();
    assertThatThrownBy(() -> gate("run", largest).refusal(batch))
        .isInstanceOf(RunRefused.class)
        .hasMessageContaining("have t = %d".formatted(largest))
        .hasMessageContaining("(aria.run.teacher) has %d timesteps".formatted(largest));
  }
}
