package dev.aria.models.torchscript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.diffusion.PredictionType;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.film.FilmMlp;
import dev.aria.models.model.Architecture;
import dev.aria.models.model.DiffusionSetting;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NewModel;
import dev.aria.models.model.NoisePredictor;
import dev.aria.models.model.ScheduleSetting;
import dev.aria.models.unet.Unet;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Generated models are text that libtorch reads, so the user's language must not show in them. */
class DefaultLocaleTest {
  private static final FilmMlp FILM = new FilmMlp(4, 3, 8, 2, 4);
  private static final Unet UNET = new Unet(3, 8, 8, List.of(1, 2), 1, Set.of(1), List.of(6), 2);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"ar-EG", "fa-IR", "hi-IN-u-nu-deva", "tr-TR", "de-DE"})
  void archive_anyLanguage_isTheSameBytes(String language) {
    for (Architecture shape : List.of(FILM, UNET)) {
      byte[] here = in("en-US", () -> ModelFiles.archive(model(shape)));

      assertThat(in(language, () -> ModelFiles.archive(model(shape)))).isEqualTo(here);
    }
  }

  @Test
  void load_modelMadeInEgypt_predicts() {
    for (Architecture shape : List.of(FILM, UNET)) {
      Path file = folder.resolve(shape.family() + ".pt");

      Tensor predicted = in("ar-EG", () -> predicted(shape, file));

      assertThat(predicted.shape().subList(1, predicted.shape().size()))
          .isEqualTo(shape.sampleShape());
    }
  }

  private static Tensor predicted(Architecture shape, Path file) {
    ModelFiles.create(model(shape), file);
    try (NoisePredictor model = ModelFiles.load(file, "cpu")) {
      return model.predict(
          zeros(shape.sampleShape()), new int[] {3}, zeros(shape.conditionShape()));
    }
  }

  private static Tensor zeros(List<Integer> extents) {
    int count = extents.stream().reduce(1, Math::multiplyExact);
    return Tensor.ofRows(new float[count], extents);
  }

  private static NewModel model(Architecture shape) {
    return new NewModel(
        "model",
        shape,
        DiffusionSetting.of(ScheduleSetting.linear(), PredictionType.EPSILON, 3),
        1);
  }

  private static <T> T in(String language, Supplier<T> work) {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag(language));
    try {
      return work.get();
    } finally {
      Locale.setDefault(before);
    }
  }
}
