package dev.aria.trainer.student;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.diffusion.LossSpace;
import dev.aria.core.diffusion.PredictionType;
import dev.aria.fixtures.SmallRuns;
import dev.aria.models.film.FilmMlp;
import dev.aria.models.model.DiffusionSetting;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NewModel;
import dev.aria.models.model.ScheduleSetting;
import dev.aria.models.training.Trainable;
import dev.aria.runtime.settings.RunSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Students that start from their teacher, however aria.run.teacher names it. */
final class StudentFactoryTest {
  private static final FilmMlp SHAPE = FilmMlp.of(6, 4, 24, 2);
  private static final LearningSettings LEARNING =
      new LearningSettings(1e-2, "cosine", 3, 0.9, 0.999, 0.01, 1, 0.9);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"teacher.json", "teacher.pt", ""})
  void create_fromTeacher_takesItsWeightsWhateverTheSeed(String setting) {
    ModelDescriptor teacher =
        ModelFiles.create(
            new NewModel("teacher", SHAPE, diffusion(), 3), folder.resolve("teacher.pt"));
    RunSettings run = SmallRuns.of("from-teacher", "teacher=" + folder.resolve(setting));

    try (Trainable one = new StudentFactory(plan(5), run, teacher).create();
        Trainable other = new StudentFactory(plan(6), run, teacher).create()) {
      assertThat(one.weightsSha256()).isEqualTo(other.weightsSha256());
    }
  }

  private static DiffusionSetting diffusion() {
    return DiffusionSetting.of(ScheduleSetting.linear(), PredictionType.EPSILON, 1);
  }

  private static StudentPlan plan(long seed) {
    ModelSettings model =
        new ModelSettings(Optional.empty(), true, "film-mlp", 24, 1, List.of(1), List.of(), seed);
    return new StudentPlan("student", model, LEARNING, LossSpace.TEACHER, "cpu");
  }
}
