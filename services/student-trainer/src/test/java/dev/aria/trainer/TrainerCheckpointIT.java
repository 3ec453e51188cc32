package dev.aria.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.core.record.WeightsVersion;
import dev.aria.fixtures.RealKafka;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A trainer whose checkpoints lie elsewhere, are lost, or cannot be written. */
final class TrainerCheckpointIT {
  private static final int SHARDS = 3;
  private static final int STEPS = 24;

  @RegisterExtension private static final RealKafka KAFKA = new RealKafka();

  @TempDir private static Path folder;

  @RegisterExtension private final TrainerRig rig = new TrainerRig(KAFKA, folder, SHARDS, STEPS);

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

  private static void order(RunSettings run, RunCommand.Kind kind) {
    KAFKA.write(Topics.control(run), 0, new RunCommand(run.name(), kind, "test"));
  }
}
