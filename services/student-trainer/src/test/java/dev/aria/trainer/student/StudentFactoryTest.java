package dev.aria.trainer.student;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Students that fit their teacher, and those that start from it, however it is named. */
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
            new NewModel("teacher", SHAPE, diffusion(PredictionType.EPSILON), 3),
            folder.resolve("teacher.pt"));
    RunSettings run = SmallRuns.of("from-teacher", "teacher=" + folder.resolve(setting));

    try (Trainable one =
            new StudentFactory(plan(Optional.empty(), true, 5), run, teacher).create();
        Trainable other =
            new StudentFactory(plan(Optional.empty(), true, 6), run, teacher).create()) {
      assertThat(one.weightsSha256()).isEqualTo(other.weightsSha256());
    }
  }

  @ParameterizedTest
  @EnumSource
  void create_anyTeacher_predictsWhatTheTeacherDoes(PredictionType type) {
    StudentFactory factory =
        new StudentFactory(plan(Optional.empty(), false, 5), SmallRuns.of("alike"), teacher(type));

    try (Trainable student = factory.create()) {
      assertThat(student.descriptor().diffusion()).isEqualTo(diffusion(type));
    }
  }

  @Test
  void create_fromAFileOfAnotherPrediction_isRefusedWithBoth() {
    Path file = folder.resolve("own.pt");
    ModelFiles.create(new NewModel("own", SHAPE, diffusion(PredictionType.EPSILON), 3), file);
    StudentFactory factory =
        new StudentFactory(
            plan(Optional.of(file), false, 5), SmallRuns.of("other"), teacher(PredictionType.V));

    assertThatThrownBy(factory::create)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("own predicts EPSILON")
        .hasMessageContaining("must predict V");
  }

  private static ModelDescriptor teacher(PredictionType type) {
    return new ModelDescriptor(
        "teacher", "test", Map.of(), List.of(6), List.of(4), diffusion(type), 0, "0".repeat(64));
  }

  private static DiffusionSetting diffusion(PredictionType type) {
    return DiffusionSetting.of(ScheduleSetting.linear(), type, 1);
  }

  private static StudentPlan plan(Optional<Path> file, boolean fromTeacher, long seed) {
    ModelSettings model =
        new ModelSettings(file, fromTeacher, "film-mlp", 24, 1, List.of(1), List.of(), seed);
    return new StudentPlan("student", model, LEARNING, LossSpace.TEACHER, "cpu");
  }
}
