package dev.aria.operations.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.diffusion.PredictionType;
import dev.aria.models.film.FilmMlp;
import dev.aria.models.model.DiffusionSetting;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NewModel;
import dev.aria.models.model.ScheduleSetting;
import dev.aria.runtime.settings.Settings;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The measuring part, with a small real teacher, student and encoder. */
final class PlanningTest {
  private static final int LATENT = 6;
  private static final int CONDITION = 8;

  @TempDir Path folder;

  @Test
  void measure_smallModels_knowsTheirSizes() {
    ModelDescriptor teacher = teacher();

    Measured measured = new MicroRun(settings(), new Stopwatch(System::nanoTime, 0)).measure();

    assertThat(measured.teacherParameters()).isEqualTo(teacher.parameters());
    assertThat(measured.studentParameters())
        .isEqualTo(parameters(FilmMlp.of(LATENT, CONDITION, 12, 1)))
        .isLessThan(teacher.parameters());
    assertThat(measured.sampleSize()).isEqualTo(LATENT);
    assertThat(measured.conditionDim()).isEqualTo(CONDITION);
    assertThat(measured.teacherSeconds()).isPositive();
    assertThat(measured.studentSeconds()).isPositive();
    assertThat(measured.encoderSeconds()).isPositive();
  }

  @Test
  void measure_clockThatGoesAMillisecondACall_countsTheTeacherBySampleAndTheStudentByStep() {
    assertThat(teacher().timesteps()).isPositive();
    AtomicLong clock = new AtomicLong();
    Stopwatch watch = new Stopwatch(() -> clock.getAndAdd(1_000_000), 0);

    Measured measured = new MicroRun(settings(), watch).measure();

    assertThat(measured.teacherSeconds()).isEqualTo(0.001 / 16);
    assertThat(measured.studentSeconds()).isEqualTo(0.001);
    assertThat(measured.encoderSeconds()).isEqualTo(0.001);
  }

  private ModelDescriptor teacher() {
    return create(FilmMlp.of(LATENT, CONDITION, 24, 2), "teacher");
  }

  private long parameters(FilmMlp shape) {
    return create(shape, "like-the-student").parameters();
  }

  private ModelDescriptor create(FilmMlp shape, String name) {
    DiffusionSetting diffusion =
        DiffusionSetting.of(ScheduleSetting.linear(), PredictionType.EPSILON, 1);
    return ModelFiles.create(new NewModel(name, shape, diffusion, 1), folder.resolve(name + ".pt"));
  }

  private Settings settings() {
    return Settings.load(
        "-Daria.run.teacher=" + folder.resolve("teacher.json"),
        "-Daria.run.shards=2",
        "-Daria.run.micro-batch=8",
        "-Daria.teacher-pool.batch-size=16",
        "-Daria.student-trainer.model.width=12",
        "-Daria.student-trainer.model.blocks=1");
  }
}
