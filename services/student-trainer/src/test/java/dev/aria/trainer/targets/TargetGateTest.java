package dev.aria.trainer.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.TargetBatch;
import dev.aria.core.tensor.Tensor;
import dev.aria.fixtures.InMemoryPairs;
import dev.aria.fixtures.SmallRuns;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.runtime.pairs.SampleInputs;
import dev.aria.runtime.settings.RunRefused;
import dev.aria.trainer.fixtures.SmallTeacher;
import dev.aria.trainer.fixtures.TargetBatches;
import org.junit.jupiter.api.Test;

final class TargetGateTest {
  private static final ModelDescriptor TEACHER = SmallTeacher.of("a".repeat(64));

  private final TargetBatch batch =
      new TargetBatches("run", 6, 6, 4, 1000, TEACHER.sha256()).batch(8, 3);

  private static TargetGate gate(String run, String... changes) {
    SampleInputs inputs =
        new SampleInputs(
            new InMemoryPairs(5, 6, 4), SmallTeacher.SCHEDULE.schedule(), new float[4]);
    return new TargetGate(SmallRuns.of(run, changes), TEACHER, inputs);
  }

  @Test
  void refusal_targetOfThisRun_isNone() {
    assertThat(gate("run").refusal(3, batch)).isEmpty();
  }

  @Test
  void refusal_targetOfAnotherRunOrPartition_isOfTheRecordAlone() {
    assertThat(gate("another", "lineage=2").refusal(3, batch))
        .hasValue("target of run 'run' in run 'another'");
    assertThat(gate("run").refusal(2, batch))
        .hasValue("target of shard 3 in partition 2 of 4 shards");
  }

  @Test
  void refusal_stateOfAPathThatIsNotFinite_isOfTheRecordAlone() {
    float[] states = batch.pathStates().toFloats();
    states[2] = Float.NaN;
    TargetBatch broken =
        new TargetBatch(
            batch.draws(),
            batch.outputs(),
            Tensor.of(states, 1, states.length),
            batch.teacherDigest(),
            batch.guidance());

    assertThat(gate("run").refusal(3, broken)).hasValue("a path's state is not finite");
  }

  @Test
  void refusal_targetOfAnotherLineage_endsTheTrainerInsteadOfPassingOverAllOfTheRun() {
    assertThatThrownBy(() -> gate("run", "lineage=2").refusal(3, batch))
        .isInstanceOf(RunRefused.class)
        .hasMessageContaining("targets of step 8, shard 3 of run 'run' are of lineage 0")
        .hasMessageContaining("aria.run.lineage is 2; set it to 0");
  }

  /** A trainer without the run's experts would else pass over every target, and learn nothing. */
  @Test
  void refusal_targetOfOtherTeachers_endsTheTrainerInsteadOfPassingOverAllOfTheRun() {
    DrawBatch draws = batch.draws();
    DrawBatch forExperts =
        new DrawBatch(
            draws.run(),
            draws.lineage(),
            draws.regionMapDigest(),
            draws.pairedSetDigest(),
            draws.step(),
            draws.shard(),
            draws.weights(),
            draws.draws(),
            draws.conditions(),
            "experts");
    TargetBatch answered =
        new TargetBatch(forExperts, batch.outputs(), batch.pathStates(), batch.teacherDigest(), 1);

    assertThatThrownBy(() -> gate("run").refusal(3, answered))
        .isInstanceOf(RunRefused.class)
        .hasMessageContaining("targets of step 8, shard 3 of run 'run' are of the teachers")
        .hasMessageContaining("with digest experts")
        .hasMessageContaining("aria.run.experts are those of a run without experts")
        .hasMessageContaining("set them as the prompt streamer has them");
  }
}
