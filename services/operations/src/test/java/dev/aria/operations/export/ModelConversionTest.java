package dev.aria.operations.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.diffusion.PredictionType;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.film.FilmMlp;
import dev.aria.models.model.DiffusionSetting;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NewModel;
import dev.aria.models.model.NoisePredictor;
import dev.aria.models.model.ScheduleSetting;
import dev.aria.models.training.OptimizerSettings;
import dev.aria.models.training.Trainable;
import dev.aria.models.training.Weights;
import dev.aria.models.weights.WeightsFile;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelConversionTest {
  private static final NewModel MODEL =
      new NewModel(
          "small",
          FilmMlp.of(4, 3, 12, 1),
          DiffusionSetting.of(ScheduleSetting.linear(), PredictionType.EPSILON, 1),
          5);

  @TempDir private Path folder;

  @Test
  void write_modelToWeightsAndBack_predictsTheSame() {
    Path model = folder.resolve("a.pt");
    Path weights = folder.resolve("out/b.safetensors");
    Path again = folder.resolve("c.pt");
    ModelFiles.create(MODEL, model);

    new ModelConversion(model).write(ModelConversion.Format.SAFETENSORS, weights);
    new ModelConversion(weights).write(ModelConversion.Format.PT, again);

    assertThat(prediction(again)).isEqualTo(prediction(model));
  }

  @Test
  void write_checkpoint_givesAModelThatLoads() {
    Path checkpoint = folder.resolve("checkpoint.aria");
    Path model = folder.resolve("a.pt");
    Path direct = folder.resolve("direct.pt");
    ModelFiles.create(MODEL, direct);
    try (Trainable student = Trainable.create(MODEL, OptimizerSettings.constant(1e-3, 0), "cpu")) {
      student.checkpoint(checkpoint, Map.of());
    }

    new ModelConversion(checkpoint).write(ModelConversion.Format.PT, model);

    assertThat(prediction(model)).isEqualTo(prediction(direct));
  }

  /** The three kinds of file that a trainer leaves. */
  @ParameterizedTest
  @ValueSource(strings = {"student.pt", "student.safetensors", "checkpoint.aria"})
  void write_fileOfATrainer_toEveryFormat_predictsTheSame(String name) {
    Path student = folder.resolve("student.pt");
    try (Trainable model = Trainable.create(MODEL, OptimizerSettings.constant(1e-3, 0), "cpu")) {
      ModelDescriptor exported = model.export(student, "student", Weights.AVERAGED);
      WeightsFile.write(
          folder.resolve("student.safetensors"), exported, model.parameters(Weights.AVERAGED));
      model.checkpoint(folder.resolve("checkpoint.aria"), Map.of());
    }
    ModelConversion export = new ModelConversion(folder.resolve(name));
    Path model = folder.resolve("out/model.pt");
    Path weights = folder.resolve("out/weights.safetensors");
    Path again = folder.resolve("out/again.pt");

    export.write(ModelConversion.Format.PT, model);
    export.write(ModelConversion.Format.SAFETENSORS, weights);
    new ModelConversion(weights).write(ModelConversion.Format.PT, again);

    assertThat(prediction(model)).isEqualTo(prediction(student));
    assertThat(prediction(again)).isEqualTo(prediction(student));
  }

  @Test
  void write_targetWithAnotherSuffix_isRefused() {
    ModelConversion export = new ModelConversion(folder.resolve("a.pt"));

    assertThatThrownBy(() -> export.write(ModelConversion.Format.PT, folder.resolve("b.onnx")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(".pt");
  }

  private static float[] prediction(Path file) {
    try (NoisePredictor model = ModelFiles.load(file, "cpu")) {
      Tensor x = Tensor.of(new float[] {1, -1, 0.5f, 2}, 1, 4);
      return model.predict(x, new int[] {7}, Tensor.of(new float[] {1, 2, 3}, 1, 3)).toFloats();
    }
  }
}
