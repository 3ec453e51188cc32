package dev.aria.models.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.diffusion.PredictionType;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.model.DiffusionSetting;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NewModel;
import dev.aria.models.model.NoisePredictor;
import dev.aria.models.model.ScheduleSetting;
import dev.aria.models.torchscript.NamedTensor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilmMlpTest {
  private static final DiffusionSetting DIFFUSION =
      DiffusionSetting.of(ScheduleSetting.linear(), PredictionType.EPSILON, 3);

  @TempDir Path folder;

  @Test
  void parameters_teacherSize_aboutSevenMillion() {
    assertThat(FilmMlp.of(160, 384, 768, 4).parameters()).isBetween(6_500_000L, 7_500_000L);
  }

  @Test
  void initialised_sameSeed_equalTensorsAndOtherSeedOthers() {
    FilmMlp shape = new FilmMlp(4, 3, 8, 2, 4);
    List<NamedTensor> tensors = shape.initialised(1).tensors();

    assertThat(shape.initialised(1).tensors()).isEqualTo(tensors);
    assertThat(shape.initialised(2).tensors()).isNotEqualTo(tensors);
  }

  @Test
  void initialised_linearLayers_withinPyTorchsBounds() {
    for (NamedTensor tensor : new FilmMlp(4, 3, 64, 2, 4).initialised(1).tensors()) {
      if (tensor.name().equals("block0.first.weight")) {
        float[] values = tensor.value().toFloats();
        double square = 0;
        for (float value : values) {
          assertThat(Math.abs(value)).isLessThanOrEqualTo(1 / 8f);
          square += (double) value * value;
        }
        assertThat(Math.sqrt(square / values.length)).isBetween(0.068, 0.076);
        return;
      }
    }
    throw new AssertionError("no block0.first.weight");
  }

  @Test
  void predict_freshNetwork_saysZeroForAnyInput() {
    Path file = folder.resolve("fresh.pt");
    ModelFiles.create(new NewModel("fresh", new FilmMlp(4, 3, 8, 2, 4), DIFFUSION, 1), file);
    try (NoisePredictor model = ModelFiles.load(file, "cpu")) {
      Tensor x = Tensor.of(new float[] {1, -2, 3, -4, 5, 6, 7, 8}, 2, 4);
      Tensor cond = Tensor.of(new float[] {1, 0, 0, 0, 1, 0}, 2, 3);

      Tensor out = model.predict(x, new int[] {0, 999}, cond);

      assertThat(out.shape()).containsExactly(2, 4);
      assertThat(out.toFloats()).containsOnly(0f);
    }
  }

  @Test
  void filmMlp_badSetting_refusedByName() {
    assertThatThrownBy(() -> new FilmMlp(4, 3, 0, 2, 4)).hasMessageContaining("width");
    assertThatThrownBy(() -> new FilmMlp(4, 3, 8, 2, 5)).hasMessageContaining("embeddingDim");
    assertThatThrownBy(() -> new FilmMlp(0, 3, 8, 2, 4)).hasMessageContaining("latentDim");
  }
}
