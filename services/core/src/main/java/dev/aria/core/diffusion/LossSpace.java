package dev.aria.core.diffusion;

import java.util.Arrays;
import java.util.Locale;

/**
 * In which terms the outputs of student and teacher are compared. Both are given the same x_t, so
 * the error of x_0 or of epsilon is the outputs' error times a factor that depends on the level.
 */
public enum LossSpace {
  /** As the teacher says it. */
  TEACHER {
    @Override
    double scale(PredictionType prediction, NoiseLevel level) {
      return 1;
    }
  },
  /** As x_0. */
  SAMPLE {
    @Override
    double scale(PredictionType prediction, NoiseLevel level) {
      return prediction.sample(level).second();
    }
  },
  /** As epsilon. */
  NOISE {
    @Override
    double scale(PredictionType prediction, NoiseLevel level) {
      return prediction.noise(level).second();
    }
  };

  /**
   * The space called {@code name}: {@code teacher}, {@code sample} or {@code noise}.
   *
   * @throws IllegalArgumentException when there is no such space
   */
  public static LossSpace named(String name) {
    return Arrays.stream(values())
        .filter(space -> space.text().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown loss space '%s'; known: teacher, sample, noise".formatted(name)));
  }

  /** Its name in settings. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Squared error in this space over squared error of the outputs, at {@code level}.
   *
   * @throws IllegalArgumentException when it is infinite: x_0 does not follow from an epsilon
   *     without signal
   */
  public double factor(PredictionType prediction, NoiseLevel level) {
    double scale = scale(prediction, level);
    double factor = scale * scale;
    if (!Double.isFinite(factor)) {
      throw new IllegalArgumentException(
          "a loss in %s space has no finite factor for %s outputs at %s; choose another loss-space"
              .formatted(text(), prediction, level));
    }
    return factor;
  }

  abstract double scale(PredictionType prediction, NoiseLevel level);
}
