package dev.aria.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.StepReport;
import dev.aria.core.record.TargetBatch;
import dev.aria.fixtures.RealKafka;
import dev.aria.runtime.kafka.deadletter.DeadLetter;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import dev.aria.trainer.fixtures.ProbeSets;
import dev.aria.trainer.fixtures.TargetBatches;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a trainer does not learn from: targets and probes that do not fit, or are gone. */
final class TrainerRefusalIT {
  private static final int SHARDS = 3;
  private static final int STEPS = 24;

  @RegisterExtension private static final RealKafka KAFKA = new RealKafka();

  @TempDir private static Path folder;

  @RegisterExtension private final TrainerRig rig = new TrainerRig(KAFKA, folder, SHARDS, STEPS);

  @Test
  void trainer_targetWithNaN_isRefusedAndTheNextOneCounts() {
    RunSettings run = rig.run("poisoned");
    KAFKA.cluster().ensure(Topics.ofRun(run));
    TargetBatch poisoned = rig.targets(run).batch(0, 0, Float.NaN);
    KAFKA.write(Topics.targets(run), 0, poisoned);
    rig.write(run, 0, STEPS);

    rig.train(run, rig.settings("unpoisoned", 100));

    assertThat(rig.count("aria.trainer.refused")).isEqualTo(1);
    assertThat(rig.last(run, "unpoisoned").step()).isEqualTo(STEPS);
    DeadLetter dead = KAFKA.deadLetters(Topics.targets(run), 1).get(0);
    assertThat(dead.value())
        .isEqualTo(ByteBuffer.wrap(Topics.targets(run).codec().encode(poisoned)));
    assertThat(dead.headers())
        .containsEntry("reason", "a target is not finite")
        .containsEntry("source-topic", Topics.targets(run).name())
        .containsEntry("source-partition", "0")
        .containsEntry("source-offset", "0");
  }

  @Test
  void trainer_targetOfAnotherTeacher_isRefusedAndTheRightOneCounts() {
    RunSettings run = rig.run("strange");
    KAFKA.cluster().ensure(Topics.ofRun(run));
    String strange = "f".repeat(64);
    KAFKA.write(
        Topics.targets(run), 0, new TargetBatches(run.name(), 6, 6, 4, 1000, strange).batch(0, 0));
    rig.write(run, 0, STEPS);

    rig.train(run, rig.settings("loyal", 100));

    assertThat(rig.last(run, "loyal").step()).isEqualTo(STEPS);
    assertThat(KAFKA.deadLetters(Topics.targets(run), 1).get(0).headers().get("reason"))
        .contains("teacher with digest " + strange)
        .contains(rig.teacher().sha256());
  }

  @Test
  void trainer_probesThatDoNotFit_areRefusedAndTheOthersScoredFromTheFirstStepOn() {
    RunSettings run = rig.run("probed", "allocation.signal=probe", "probes.per-region=16");
    ProbeSets probes = new ProbeSets(run.name(), 0, rig.teacher().sha256(), 6, 500);
    rig.write(run, 0, STEPS);
    KAFKA.write(Topics.probes(run), 0, probes.withSampleSize(7).of(0));
    KAFKA.write(Topics.probes(run), 0, probes.withTimestep(1000).of(1));
    KAFKA.write(Topics.probes(run), 0, probes.of(2));

    rig.train(run, rig.settings("scored", 100));

    assertThat(KAFKA.deadLetters(Topics.probes(run), 2))
        .extracting(dead -> dead.headers().get("reason"))
        .containsExactly(
            "latents of shape [16, 7], the student's have shape [6]",
            "a probe at t = 1000 of 1000");
    assertThat(
            rig.read(Topics.stepReports(run), SHARDS * STEPS).stream()
                .filter(report -> !report.probes().isEmpty())
                .map(StepReport::step))
        .containsExactly(4L, 9L, 14L, 19L);
  }

  @Test
  void trainer_lossBeyondFloat_stopsAtTheLastGoodCheckpoint() {
    RunSettings run = rig.run("exploding");
    rig.write(run, 0, 12);
    TargetBatch exploding = rig.targets(run).batch(12, 0, 1e30f);
    KAFKA.write(Topics.targets(run), 0, exploding);
    rig.write(run, 12, STEPS);

    StartedTrainer trainer = rig.start(run, rig.settings("unlucky", 4));

    trainer.awaitFailure("step 13");
    assertThat(rig.read(Topics.checkpoints(run), 1))
        .extracting(CheckpointPublished::step)
        .isNotEmpty()
        .allMatch(step -> step >= 4 && step <= 12); // later where the one before took its time
  }

  @Test
  void trainer_targetsDeletedThatItHasYetToLearn_saysWhichAreGone() {
    RunSettings run = rig.run("deleted");
    rig.write(run, 0, STEPS / 2);
    StartedTrainer first = rig.start(run, rig.settings("late", 5));
    rig.awaitSteps(STEPS / 2);
    first.stop();
    rig.write(run, STEPS / 2, STEPS);
    KAFKA.deleteBefore(Topics.targets(run), 0, STEPS / 2 + 3); // one record a step

    assertGone(
        run, rig.settings("late", 5), "records %d to %d".formatted(STEPS / 2, STEPS / 2 + 2));
    assertGone(run, rig.settings("new", 5), "records 0 to %d".formatted(STEPS / 2 + 2));
  }

  private void assertGone(RunSettings run, StudentTrainerSettings settings, String records) {
    assertThat(rig.start(run, settings).done())
        .failsWithin(TrainerRig.PATIENCE)
        .withThrowableThat()
        .havingCause()
        .withMessageContaining(records + " of topic aria.deleted.targets.v1, partition 0, are gone")
        .withMessageContaining("a student can go on from a checkpoint that is past them");
  }
}
