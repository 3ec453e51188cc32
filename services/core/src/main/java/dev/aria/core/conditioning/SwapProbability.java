package dev.aria.core.conditioning;

/**
 * p(t): how often Random Conditioning replaces a latent's own prompt at timestep t, as a function
 * of t/T or what stands for it ({@link dev.aria.core.diffusion.TimestepFractions}). The exponential
 * with rate 5 and the sigmoid (20, 0.7) are those of the published code (arXiv 2504.02011).
 */
@FunctionalInterface
public interface SwapProbability {

  /** Probability in [0, 1] at {@code fraction} of the way from clean, 0, to noise, 1. */
  double at(double fraction);

  /**
   * The strategy called {@code name}: {@code exponential} with rate {@code parameter}, {@code
   * constant} at {@code parameter}, or {@code sigmoid} (20, 0.7), which has no parameter.
   *
   * @throws IllegalArgumentException when there is no such strategy or the parameter is out of
   *     range
   */
  static SwapProbability named(String name, double parameter) {
    return switch (name) {
      case "exponential" -> exponential(parameter);
      case "constant" -> constant(parameter);
      case "sigmoid" -> sigmoid(20, 0.7);
      default ->
          throw new IllegalArgumentException(
              "unknown swap strategy '%s'; known: exponential, constant, sigmoid".formatted(name));
    };
  }

  /**
   * exp(-rate (1 - t/T)).
   *
   * @throws IllegalArgumentException when the rate is negative or not finite
   */
  static SwapProbability exponential(double rate) {
    if (!(rate >= 0 && Double.isFinite(rate))) {
      throw new IllegalArgumentException("rate must be finite and at least 0, got " + rate);
    }
    return fraction -> StrictMath.exp(-rate * (1 - fraction));
  }

  /**
   * 1 / (1 + exp(-steepness (t/T - centre))).
   *
   * @throws IllegalArgumentException when an argument is not finite
   */
  static SwapProbability sigmoid(double steepness, double centre) {
    if (!Double.isFinite(steepness) || !Double.isFinite(centre)) {
      throw new IllegalArgumentException(
          "steepness and centre must be finite, got %s and %s".formatted(steepness, centre));
    }
    return fraction -> 1 / (1 + StrictMath.exp(-steepness * (fraction - centre)));
  }

  /**
   * The same probability at every timestep.
   *
   * @throws IllegalArgumentException when it is outside [0, 1]
   */
  static SwapProbability constant(double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("probability must be in [0, 1], got " + probability);
    }
    return fraction -> probability;
  }
}
