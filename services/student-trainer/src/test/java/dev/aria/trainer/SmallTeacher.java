package dev.aria.trainer;

import dev.aria.core.diffusion.PredictionType;
import dev.aria.models.model.DiffusionSetting;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ScheduleSetting;
import java.util.List;
import java.util.Map;

/** Descriptors of a teacher of samples (6), conditions (4) and 1,000 timesteps. */
final class SmallTeacher {
  static final ScheduleSetting SCHEDULE = ScheduleSetting.linear();

  private SmallTeacher() {}

  static ModelDescriptor of(String digest) {
    DiffusionSetting diffusion = new DiffusionSetting(SCHEDULE, PredictionType.EPSILON, 1, "", "");
    return new ModelDescriptor(
        "teacher", "film-mlp", Map.of(), List.of(6), List.of(4), diffusion, 100, digest);
  }
}
