package dev.aria.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.diffusion.PredictionType;
import dev.aria.core.record.StepReport;
import dev.aria.core.record.TargetBatch;
import dev.aria.fixtures.InMemoryPairs;
import dev.aria.models.film.FilmMlp;
import dev.aria.models.model.DiffusionSetting;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NewModel;
import dev.aria.models.model.ScheduleSetting;
import dev.aria.models.training.Trainable;
import dev.aria.runtime.settings.Settings;
import dev.aria.trainer.fixtures.TargetBatches;
import dev.aria.trainer.student.StudentFactory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A student of three shards; that its bits are those of a trainer over a log: InProcessRunIT. */
final class LockStepTrainerTest {
  private static final int DRAWS = 8;

  private final InMemoryPairs pairs = new InMemoryPairs(5, 6, 4);

  @TempDir private Path folder;
  private ModelDescriptor teacher;
  private Settings settings;
  private TargetBatches targets;

  @BeforeEach
  void make() {
    DiffusionSetting diffusion =
        DiffusionSetting.of(ScheduleSetting.linear(), PredictionType.EPSILON, 1);
    teacher =
        ModelFiles.create(
            new NewModel("teacher", FilmMlp.of(6, 4, 24, 1), diffusion, 3),
            folder.resolve("teacher.pt"));
    settings =
        Settings.load(
            "-Daria.run.name=lock-step",
            "-Daria.run.steps=10",
            "-Daria.run.shards=3",
            "-Daria.run.micro-batch=" + DRAWS,
            "-Daria.run.teacher=" + folder.resolve("teacher.json"),
            "-Daria.student-trainer.student=small",
            "-Daria.student-trainer.output=" + folder.resolve("out").resolve("small"),
            "-Daria.student-trainer.model.width=16",
            "-Daria.student-trainer.model.blocks=1",
            "-Daria.student-trainer.optimizer.warm-up=2");
    targets = new TargetBatches("lock-step", DRAWS, 6, 4, 1000, teacher.sha256());
  }

  private List<TargetBatch> step(long step) {
    return List.of(targets.batch(step, 0), targets.batch(step, 1), targets.batch(step, 2));
  }

  private String trained(int steps) {
    try (LockStepTrainer trainer = LockStepTrainer.open(settings, pairs)) {
      for (int step = 0; step < steps; step++) {
        trainer.learn(step(step));
      }
      return trainer.weightsSha256();
    }
  }

  @Test
  void learn_sameTargets_givesTheSameWeightsEachTime() {
    assertThat(trained(6)).isEqualTo(trained(6)).isNotEqualTo(trained(5));
  }

  @Test
  void open_newStudent_isTheOneThatTheTrainerWouldMake() {
    StudentTrainerSettings own = SettingsReading.of(settings.config());
    StudentFactory factory = new StudentFactory(own.plan("cpu"), settings.run(), teacher);

    try (Trainable made = factory.create()) {
      assertThat(trained(0)).isEqualTo(made.weightsSha256());
    }
  }

  @Test
  void learn_step_reportsEachShard() {
    try (LockStepTrainer trainer = LockStepTrainer.open(settings, pairs)) {
      List<StepReport> reports = trainer.learn(step(4));

      assertThat(reports).extracting(StepReport::shard).containsExactly(0, 1, 2);
      assertThat(reports)
          .allSatisfy(
              report -> {
                assertThat(report.step()).isEqualTo(4);
                assertThat(report.student()).isEqualTo("small");
                assertThat(report.lead()).isTrue();
                assertThat(report.loss()).isPositive();
                assertThat(report.probes()).isEmpty();
              });
    }
  }

  @Test
  void learn_batchesOfNoWholeStep_areRefused() {
    try (LockStepTrainer trainer = LockStepTrainer.open(settings, pairs)) {
      assertThatThrownBy(() -> trainer.learn(step(0).subList(0, 2)))
          .hasMessageContaining("targets of 3 shards, got 2");
      List<TargetBatch> mixed =
          List.of(targets.batch(0, 0), targets.batch(1, 1), targets.batch(0, 2));
      assertThatThrownBy(() -> trainer.learn(mixed))
          .hasMessageContaining("step 1, shard 1 in the place of step 0, shard 1");
    }
  }

  @Test
  void export_trainedStudent_writesItsFiles() {
    try (LockStepTrainer trainer = LockStepTrainer.open(settings, pairs)) {
      trainer.learn(step(0));

      trainer.export();
    }

    Path file = folder.resolve("out").resolve("small").resolve("small.pt");
    assertThat(ModelFiles.describe(file).parameters()).isPositive();
    assertThat(file.resolveSibling("small.safetensors")).exists();
    assertThat(file.resolveSibling("small-raw.pt")).exists();
  }
}
