package dev.aria.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.core.record.StepReport;
import dev.aria.core.record.TargetBatch;
import dev.aria.core.record.WeightsVersion;
import dev.aria.fixtures.RealKafka;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.safetensors.Safetensors;
import dev.aria.runtime.kafka.deadletter.DeadLetter;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import dev.aria.runtime.tracing.TracedStage;
import dev.aria.trainer.fixtures.ProbeSets;
import dev.aria.trainer.fixtures.TargetBatches;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The trainer against a real broker, with small FiLM-MLPs as students. */
final class StudentTrainerIT {
  private static final int SHARDS = 3;
  private static final int STEPS = 24;

  @RegisterExtension private static final RealKafka KAFKA = new RealKafka();

  @TempDir private static Path folder;

  @RegisterExtension private final TrainerRig rig = new TrainerRig(KAFKA, folder, SHARDS, STEPS);

  @Test
  void trainer_sameLogTwice_makesTheSameStudentBitForBit() {
    RunSettings run = rig.run("twice");
    rig.write(run, 0, STEPS);

    rig.train(run, rig.settings("first", 10));
    rig.train(run, rig.settings("second", 10));

    assertThat(rig.last(run, "first").weightsSha256())
        .isEqualTo(rig.last(run, "second").weightsSha256());
    assertThat(rig.last(run, "first").step()).isEqualTo(STEPS);
  }

  @Test
  void trainer_stoppedAndStartedAgain_endsWithTheSameStudent() throws IOException {
    RunSettings run = rig.run("restarted");
    StudentTrainerSettings whole = rig.settings("whole", 5);
    StudentTrainerSettings broken = rig.settings("broken", 5);
    rig.write(run, 0, 10);
    StartedTrainer first = rig.start(run, broken);
    rig.awaitCheckpoint(run, "broken", 10);
    rig.write(run, 10, STEPS / 2);
    rig.awaitSteps(STEPS / 2);
    first.stop();
    Files.deleteIfExists(broken.output().resolve("checkpoint-000000000012.aria"));
    Files.write(broken.output().resolve("checkpoint-000000000999.aria"), new byte[100]);

    rig.write(run, STEPS / 2, STEPS);
    rig.train(run, broken);
    rig.train(run, whole);

    assertThat(rig.last(run, "broken").weightsSha256())
        .isEqualTo(rig.last(run, "whole").weightsSha256());
    assertThat(reportsBefore(run, "broken", 10)).isEqualTo(10 * SHARDS); // no step again
  }

  @Test
  void trainer_laterCheckpointAnnouncedElsewhere_goesOnFromThatOne() throws IOException {
    RunSettings run = rig.run("elsewhere");
    rig.write(run, 0, STEPS / 2);
    StudentTrainerSettings there = rig.settings("wanderer", 5);
    StudentTrainerSettings here = rig.settings("wanderer", 5, folder.resolve("here"));
    StartedTrainer first = rig.start(run, there);
    rig.awaitSteps(STEPS / 2);
    first.stop();
    String old = "checkpoint-000000000005.aria";
    Files.createDirectories(here.output());
    Files.copy(there.output().resolve(old), here.output().resolve(old));

    rig.write(run, STEPS / 2, STEPS);
    rig.train(run, here);

    assertThat(rig.last(run, "wanderer").step()).isEqualTo(STEPS);
    assertThat(reportsBefore(run, "wanderer", STEPS)).isEqualTo((long) STEPS * SHARDS);
  }

  @Test
  void trainer_stoppedAfterALaterCheckpointWasLost_keepsAndExportsWhatItHas() {
    RunSettings run = rig.run("lost");
    rig.write(run, 0, STEPS / 2);
    KAFKA.write(Topics.checkpoints(run), 0, lostCheckpoint(run, "survivor", 20));
    StudentTrainerSettings settings = rig.settings("survivor", 100);
    StartedTrainer trainer = rig.start(run, settings);
    rig.awaitSteps(STEPS / 2);

    order(run, RunCommand.Kind.STOP);

    trainer.awaitEnd();
    assertThat(rig.read(Topics.checkpoints(run), 2))
        .extracting(CheckpointPublished::step)
        .containsExactly(20L, STEPS / 2L);
    assertThat(settings.output().resolve("survivor.pt")).isRegularFile();
  }

  /** Announced by a machine that is gone. */
  private static CheckpointPublished lostCheckpoint(RunSettings run, String student, long step) {
    String digest = "0".repeat(64);
    return new CheckpointPublished(
        run.name(),
        student,
        step,
        folder.resolve("of-a-lost-machine.aria").toString(),
        digest,
        digest,
        Collections.nCopies(SHARDS, 0L),
        WeightsVersion.INITIAL,
        false,
        true);
  }

  private long reportsBefore(RunSettings run, String student, int step) {
    return rig.read(Topics.stepReports(run), STEPS * SHARDS).stream()
        .filter(report -> report.student().equals(student) && report.step() < step)
        .count();
  }

  @Test
  void trainer_wholeRun_reportsEveryStepAndShardAndExportsTheStudent() {
    RunSettings run = rig.run("reported");
    rig.write(run, 0, STEPS);
    StudentTrainerSettings settings = rig.settings("reporter", 100);

    rig.train(run, settings);

    List<StepReport> reports = rig.read(Topics.stepReports(run), SHARDS * STEPS);
    assertThat(reports)
        .extracting(report -> report.step() * SHARDS + report.shard())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, SHARDS * STEPS).mapToObj(Long::valueOf).toList());
    assertThat(reports)
        .allSatisfy(
            report ->
                assertThat(report.training().stream().mapToLong(sum -> sum.count()).sum())
                    .isEqualTo(6));
    ModelDescriptor student = ModelFiles.describe(settings.output().resolve("reporter.pt"));
    assertThat(student.sampleShape()).isEqualTo(rig.teacher().sampleShape());
    assertThat(Safetensors.read(settings.output().resolve("reporter.safetensors")).tensors())
        .isNotEmpty();
    assertThat(rig.count("aria.trainer.duplicates")).isEqualTo(STEPS);
    assertThat(rig.traces().of("reported")).hasSize(STEPS * SHARDS);
    assertThat(rig.traces().of("reported"))
        .allSatisfy(
            work -> {
              assertThat(work.stage()).isEqualTo(TracedStage.LEARN);
              assertThat(work.attributes())
                  .containsEntry("aria.student", "reporter")
                  .containsEntry("aria.lead", "true");
              assertThat(work.time().to()).isAfterOrEqualTo(work.time().from());
            });
    assertThat(rig.losses().count()).isEqualTo((long) STEPS * SHARDS);
    assertThat(rig.losses().totalAmount())
        .isCloseTo(reports.stream().mapToDouble(StepReport::loss).sum(), within(1e-6));
  }

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
  void trainer_runStoppedAndResumedByAnOperator_endsWithTheSameStudent() {
    RunSettings run = rig.run("ordered");
    rig.write(run, 0, STEPS / 2);
    StartedTrainer stopped = rig.start(run, rig.settings("obedient", 100));
    order(run, RunCommand.Kind.STOP);
    stopped.awaitEnd();
    rig.train(run, rig.settings("obedient", 100)); // the stop stands
    assertThat(rig.read(Topics.checkpoints(run), 1)).noneMatch(CheckpointPublished::last);

    order(run, RunCommand.Kind.RESUME);
    rig.write(run, STEPS / 2, STEPS);
    rig.train(run, rig.settings("obedient", 100));
    rig.train(run, rig.settings("undisturbed", 100));

    assertThat(rig.last(run, "obedient").weightsSha256())
        .isEqualTo(rig.last(run, "undisturbed").weightsSha256());
  }

  /** Between the start of the process and the reading of commands lies the opening of a student. */
  @Test
  void trainer_followerStoppedBeforeItsStudentIsOpen_stops() {
    RunSettings run = rig.run("hasty");
    rig.write(run, 0, STEPS / 2);
    TrainerWiring wiring = rig.wiring(run, rig.follower("hasty"));
    order(run, RunCommand.Kind.STOP);

    StartedTrainer trainer = rig.start(wiring);

    trainer.awaitEnd();
  }

  @Test
  void trainer_followerOfARunThatWasStoppedBefore_learnsItsLog() {
    RunSettings run = rig.run("over");
    rig.write(run, 0, STEPS);
    order(run, RunCommand.Kind.STOP);

    rig.train(run, rig.follower("afterwards"));

    assertThat(rig.last(run, "afterwards").step()).isEqualTo(STEPS);
  }

  @Test
  void trainer_checkpointThatCannotBeWritten_goesOnAndWritesTheNext() throws IOException {
    RunSettings run = rig.run("no-room");
    rig.write(run, 0, STEPS);
    StudentTrainerSettings settings = rig.settings("squeezed", 10);
    Path blocked = settings.output().resolve("checkpoint-000000000010.aria");
    Files.createDirectories(blocked.resolve("in the way"));

    rig.train(run, settings);

    assertThat(rig.count("aria.trainer.checkpoints.missed")).isEqualTo(1);
    assertThat(rig.read(Topics.checkpoints(run), 1))
        .extracting(CheckpointPublished::step)
        .doesNotContain(10L)
        .contains((long) STEPS);
    assertThat(blocked.resolveSibling("checkpoint-%012d.aria".formatted(STEPS))).isRegularFile();
  }

  @Test
  void trainer_stoppedWhereNoCheckpointCanBeWritten_endsWithTheReason() throws IOException {
    RunSettings run = rig.run("no-room-at-the-end");
    rig.write(run, 0, 10);
    StudentTrainerSettings settings = rig.settings("cut-short", 5);
    for (int step = 11; step <= STEPS / 2; step++) {
      String name = "checkpoint-%012d.aria".formatted(step);
      Files.createDirectories(settings.output().resolve(name).resolve("in the way"));
    }
    StartedTrainer trainer = rig.start(run, settings);
    rig.awaitCheckpoint(run, "cut-short", 10);
    rig.write(run, 10, STEPS / 2);
    rig.awaitSteps(11);

    trainer.tellToStop();

    trainer.awaitFailure("cannot write checkpoint");
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

  private static void order(RunSettings run, RunCommand.Kind kind) {
    KAFKA.write(Topics.control(run), 0, new RunCommand(run.name(), kind, "test"));
  }
}
