package dev.aria.core.diffusion;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * The variance-preserving forward process of T steps: x_t = sqrt(abar_t) x_0 + sqrt(1 - abar_t)
 * eps, with abar_t the product of (1 - beta_s) over s <= t, and t from 0 to T - 1 (Ho et al. 2020).
 */
public final class NoiseSchedule {
  private static final double COSINE_OFFSET = 0.008;
  private static final double COSINE_MAX_BETA = 0.999;

  private final double[] alphaBar;

  private NoiseSchedule(double[] betas) {
    if (betas.length == 0) {
      throw new IllegalArgumentException("a schedule needs at least one step");
    }
    alphaBar = new double[betas.length];
    double product = 1;
    for (int t = 0; t < betas.length; t++) {
      if (!(betas[t] > 0 && betas[t] < 1)) {
        throw new IllegalArgumentException(
            "beta[%d] must be in (0, 1), got %s".formatted(t, betas[t]));
      }
      product *= 1 - betas[t];
      alphaBar[t] = product;
    }
  }

  /**
   * The schedule of the given variances, one a step.
   *
   * @throws IllegalArgumentException when there is none or one lies outside (0, 1)
   */
  public static NoiseSchedule ofBetas(double... betas) {
    return new NoiseSchedule(betas);
  }

  /** beta rises linearly from {@code first} to {@code last} over {@code timesteps} (Ho et al.). */
  public static NoiseSchedule linear(int timesteps, double first, double last) {
    return of(timesteps, t -> first + (last - first) * fraction(t, timesteps));
  }

  /** sqrt(beta) rises linearly from sqrt({@code first}) to sqrt({@code last}): Stable Diffusion. */
  public static NoiseSchedule scaledLinear(int timesteps, double first, double last) {
    double low = Math.sqrt(first);
    double span = Math.sqrt(last) - low;
    return of(
        timesteps,
        t -> {
          double root = low + span * fraction(t, timesteps);
          return root * root;
        });
  }

  /** abar follows cos^2((t/T + .008)/1.008 pi/2), beta at most .999 (Nichol and Dhariwal 2021). */
  public static NoiseSchedule cosine(int timesteps) {
    return of(
        timesteps,
        t ->
            Math.min(
                1 - cosineAlphaBar(t + 1, timesteps) / cosineAlphaBar(t, timesteps),
                COSINE_MAX_BETA));
  }

  private static double cosineAlphaBar(int step, int timesteps) {
    double phase = ((double) step / timesteps + COSINE_OFFSET) / (1 + COSINE_OFFSET);
    double cosine = StrictMath.cos(phase * Math.PI / 2);
    return cosine * cosine;
  }

  private static double fraction(int t, int timesteps) {
    return timesteps == 1 ? 0 : (double) t / (timesteps - 1);
  }

  private static NoiseSchedule of(int timesteps, IntToDoubleFunction beta) {
    if (timesteps <= 0) {
      throw new IllegalArgumentException("timesteps must be positive, got " + timesteps);
    }
    double[] betas = new double[timesteps];
    Arrays.setAll(betas, beta);
    return new NoiseSchedule(betas);
  }

  /** T, the number of steps. */
  public int timesteps() {
    return alphaBar.length;
  }

  /**
   * abar_t, in (0, 1) and falling.
   *
   * @throws IllegalArgumentException when t is outside [0, T)
   */
  public double alphaBar(int t) {
    if (t < 0 || t >= alphaBar.length) {
      throw new IllegalArgumentException("t must be in [0, %d), got %d".formatted(timesteps(), t));
    }
    return alphaBar[t];
  }

  /** sqrt(abar_t): the weight of the clean sample in x_t. */
  public double signal(int t) {
    return Math.sqrt(alphaBar(t));
  }

  /** sqrt(1 - abar_t): the weight of the noise in x_t. */
  public double noise(int t) {
    return Math.sqrt(1 - alphaBar(t));
  }

  /**
   * Writes x_t of clean sample {@code x0} under noise {@code epsilon} to {@code out}, which may be
   * either of them. Products and sum are in float32.
   *
   * @throws IllegalArgumentException when the lengths differ or t is out of range
   */
  public void noised(float[] x0, int t, float[] epsilon, float[] out) {
    new Combination(signal(t), noise(t)).apply(x0, epsilon, out);
  }
}
