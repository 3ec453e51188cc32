package dev.aria.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.core.record.StepReport;
import dev.aria.fixtures.RealKafka;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.safetensors.Safetensors;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import dev.aria.runtime.tracing.TracedStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private static void order(RunSettings run, RunCommand.Kind kind) {
    KAFKA.write(Topics.control(run), 0, new RunCommand(run.name(), kind, "test"));
  }
}
