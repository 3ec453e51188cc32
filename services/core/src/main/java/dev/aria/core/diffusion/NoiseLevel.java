package dev.aria.core.diffusion;

/**
 * How much of the clean sample and how much noise x_t holds: x_t = signal x_0 + noise epsilon.
 *
 * @param signal weight of x_0, in [0, 1]; 0 where x_t is pure noise
 * @param noise weight of epsilon, in [0, 1]; 0 where x_t is the clean sample
 */
public record NoiseLevel(double signal, double noise) {
  /** The clean sample. */
  public static final NoiseLevel CLEAN = new NoiseLevel(1, 0);

  public NoiseLevel {
    if (!(signal >= 0 && signal <= 1 && noise >= 0 && noise <= 1 && signal + noise > 0)) {
      throw new IllegalArgumentException(
          "signal and noise must be in [0, 1], not both 0, got %s and %s".formatted(signal, noise));
    }
  }

  /** lambda = ln(signal / noise), half the log-SNR: falls as noise grows; may be infinite. */
  public double logRatio() {
    return StrictMath.log(signal) - StrictMath.log(noise);
  }
}
