package dev.aria.operations.stack;

import dev.aria.core.diffusion.PredictionType;
import dev.aria.fixtures.TaughtTeacher;
import dev.aria.fixtures.TinyText;
import dev.aria.models.codec.CodecSetting;
import dev.aria.models.encoder.Conditioning;
import dev.aria.models.film.FilmMlp;
import dev.aria.models.model.Architecture;
import dev.aria.models.model.DiffusionSetting;
import dev.aria.models.model.NewModel;
import dev.aria.models.model.ScheduleSetting;
import dev.aria.models.unet.Unet;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A tiny teacher of each family that the trainer makes students of, and its smaller student. */
public enum TinyFamily {
  /** Vectors in, vectors out. */
  FILM_MLP {
    @Override
    Map<String, Object> student() {
      return Map.of("width", 12, "blocks", 1);
    }

    @Override
    Architecture teacher(int conditionDim) {
      return FilmMlp.of(6, conditionDim, 24, 1);
    }

    @Override
    DiffusionSetting diffusion(String encoder) {
      return new DiffusionSetting(
          ScheduleSetting.linear(),
          PredictionType.EPSILON,
          1,
          new Conditioning.MiniLm(encoder),
          new CodecSetting.Pixels());
    }
  },

  /** Pictures of (3, 8, 8), without a codec between, by a teacher that predicts v. */
  UNET {
    @Override
    Map<String, Object> student() {
      return Map.of(
          "family", "unet", "width", 8, "blocks", 1, "multipliers", "1,2", "attention-levels", "1");
    }

    @Override
    Architecture teacher(int conditionDim) {
      return new Unet(3, 8, 16, List.of(1, 2), 1, Set.of(1), List.of(conditionDim), 2);
    }

    @Override
    DiffusionSetting diffusion(String encoder) {
      return new DiffusionSetting(
          ScheduleSetting.linear(),
          PredictionType.V,
          1,
          new Conditioning.MiniLm(encoder),
          new CodecSetting.Pixels());
    }
  },

  /** As the first, but its conditions are texts: token ids travel. It has an expert beside it. */
  TEXT {
    @Override
    Optional<String> expert() {
      return Optional.of("expert");
    }

    @Override
    Map<String, Object> student() {
      return Map.of("width", 12, "blocks", 1);
    }

    @Override
    Architecture teacher(int conditionDim) {
      return FilmMlp.of(6, TinyText.STATES, 24, 1);
    }

    @Override
    DiffusionSetting diffusion(String encoder) {
      return FILM_MLP.diffusion(encoder);
    }

    @Override
    DiffusionSetting diffusion(Path folder, String encoder) {
      DiffusionSetting plain = diffusion(encoder);
      return new DiffusionSetting(
          plain.schedule(),
          plain.prediction(),
          2,
          TinyText.write(folder, TinyRuns.WORDS),
          plain.codec());
    }

    @Override
    void write(NewModel teacher, Path file) {
      TaughtTeacher.write(teacher, file);
    }
  };

  /** Name of a second teacher, which answers for half of the prompts; empty without one. */
  Optional<String> expert() {
    return Optional.empty();
  }

  /** Writes a teacher that says something. */
  void write(NewModel teacher, Path file) {
    TaughtTeacher.write(teacher, file);
  }

  /** The teacher's shape, for condition vectors of (conditionDim). */
  abstract Architecture teacher(int conditionDim);

  /** What teacher and student share, under condition encoder {@code encoder}. */
  abstract DiffusionSetting diffusion(String encoder);

  /** The same, of a teacher in {@code folder}, where its files are written. */
  DiffusionSetting diffusion(Path folder, String encoder) {
    return diffusion(encoder);
  }

  /** What the student is, by key of {@code aria.student-trainer.model}. */
  abstract Map<String, Object> student();
}
