package dev.aria.models.model;

import dev.aria.core.diffusion.PredictionType;

/**
 * What a teacher and its students share.
 *
 * @param prediction what the network's output stands for
 * @param guidance default scale of classifier-free guidance, 1 for none
 * @param encoder digest or name of the condition encoder, empty when conditions come ready
 * @param codec name or digest of the latent codec, empty when samples are pixels
 */
public record DiffusionSetting(
    ScheduleSetting schedule,
    PredictionType prediction,
    double guidance,
    String encoder,
    String codec) {
  public DiffusionSetting {
    if (!(guidance >= 0 && guidance < 1000)) {
      throw new IllegalArgumentException("guidance must be in [0, 1000), got " + guidance);
    }
  }
}
