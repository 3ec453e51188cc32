package dev.aria.models.model;

import dev.aria.core.diffusion.PredictionType;
import dev.aria.models.codec.CodecSetting;
import dev.aria.models.encoder.Conditioning;

/**
 * What a teacher and its students share.
 *
 * @param prediction what the network's output stands for
 * @param guidance default scale of classifier-free guidance, 1 for none
 * @param conditioning what conditions are, and how they are made of prompts
 * @param codec what turns samples into pictures
 */
public record DiffusionSetting(
    ScheduleSetting schedule,
    PredictionType prediction,
    double guidance,
    Conditioning conditioning,
    CodecSetting codec) {
  public DiffusionSetting {
    if (!(guidance >= 0 && guidance < 1000)) {
      throw new IllegalArgumentException("guidance must be in [0, 1000), got " + guidance);
    }
    if (prediction == PredictionType.EPSILON && schedule.endsInPureNoise()) {
      throw new IllegalArgumentException(
          "prediction EPSILON says nothing at the last timestep of schedule %s, which is pure noise; such a network predicts V or FLOW"
              .formatted(schedule));
    }
  }

  /** Conditions of the built-in encoder, samples that are pictures. */
  public static DiffusionSetting of(
      ScheduleSetting schedule, PredictionType prediction, double guidance) {
    return new DiffusionSetting(
        schedule, prediction, guidance, new Conditioning.MiniLm(""), new CodecSetting.Pixels());
  }
}
