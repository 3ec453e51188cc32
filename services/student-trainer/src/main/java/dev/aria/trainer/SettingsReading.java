package dev.aria.trainer;

import com.typesafe.config.Config;
import dev.aria.core.diffusion.LossSpace;
import dev.aria.trainer.student.LearningSettings;
import dev.aria.trainer.student.ModelSettings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads the section {@code aria.student-trainer}. */
final class SettingsReading {
  private static final String SECTION = "aria.student-trainer.";

  private SettingsReading() {}

  static StudentTrainerSettings of(Config all) {
    return new StudentTrainerSettings(
        all.getString(SECTION + "student"),
        all.getBoolean(SECTION + "lead"),
        Path.of(all.getString(SECTION + "output")),
        names(all.getString(SECTION + "devices")),
        all.getInt(SECTION + "checkpoint-every"),
        all.getInt(SECTION + "keep"),
        all.getLong(SECTION + "keep-every"),
        model(all, SECTION + "model."),
        learning(all, SECTION + "optimizer."),
        lossSpace(all));
  }

  private static ModelSettings model(Config all, String section) {
    return new ModelSettings(
        Optional.of(all.getString(section + "file")).filter(f -> !f.isBlank()).map(Path::of),
        all.getBoolean(section + "from-teacher"),
        all.getString(section + "family"),
        all.getInt(section + "width"),
        all.getInt(section + "blocks"),
        numbers(section + "multipliers", all),
        numbers(section + "attention-levels", all),
        all.getLong(section + "seed"));
  }

  private static LossSpace lossSpace(Config all) {
    String key = SECTION + "loss-space";
    try {
      return LossSpace.named(all.getString(key));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s: %s".formatted(key, e.getMessage()), e);
    }
  }

  private static List<String> names(String list) {
    return Arrays.stream(list.split(",")).map(String::strip).filter(n -> !n.isEmpty()).toList();
  }

  private static List<Integer> numbers(String key, Config all) {
    String text = all.getString(key);
    try {
      return Arrays.stream(text.split(","))
          .map(String::strip)
          .filter(number -> !number.isEmpty())
          .map(Integer::valueOf)
          .toList();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s is '%s', must be whole numbers separated by commas".formatted(key, text), e);
    }
  }

  private static LearningSettings learning(Config all, String section) {
    return new LearningSettings(
        all.getDouble(section + "learning-rate"),
        all.getString(section + "schedule"),
        all.getInt(section + "warm-up"),
        all.getDouble(section + "beta1"),
        all.getDouble(section + "beta2"),
        all.getDouble(section + "weight-decay"),
        all.getDouble(section + "clip"),
        all.getDouble(section + "ema"));
  }
}
