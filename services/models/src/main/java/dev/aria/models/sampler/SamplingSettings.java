package dev.aria.models.sampler;

/**
 * How samples are drawn.
 *
 * @param solver what goes from noise to samples
 * @param steps its steps, from 1 to the model's timesteps
 * @param guidance scale w of classifier-free guidance: u + w (c - u) for outputs u without and c
 *     with the condition; 1 for the condition alone, 0 for none
 * @param clip bound on the size of every value of the predicted clean sample in each step; infinity
 *     for latents, 1 for pixels
 * @param batch samples that the model sees at once, at most
 */
public record SamplingSettings(
    SolverName solver, int steps, double guidance, double clip, int batch) {
  private static final int BATCH = 64;

  public SamplingSettings {
    if (steps < 1 || batch < 1) {
      throw new IllegalArgumentException(
          "steps and batch must be at least 1, got %d and %d".formatted(steps, batch));
    }
    if (!(guidance >= 0 && guidance < 1000)) {
      throw new IllegalArgumentException("guidance must be in [0, 1000), got " + guidance);
    }
    if (!(clip > 0)) {
      throw new IllegalArgumentException("clip must be above 0, got " + clip);
    }
  }

  /** DDIM for latents: nothing clipped, 64 samples at once. */
  public static SamplingSettings unclipped(int steps, double guidance) {
    return new SamplingSettings(SolverName.DDIM, steps, guidance, Double.POSITIVE_INFINITY, BATCH);
  }

  /** DDIM for pixels in [-1, 1]. */
  public static SamplingSettings pixels(int steps, double guidance) {
    return new SamplingSettings(SolverName.DDIM, steps, guidance, 1, BATCH);
  }

  /** The same with another solver. */
  public SamplingSettings by(SolverName other) {
    return new SamplingSettings(other, steps, guidance, clip, batch);
  }
}
