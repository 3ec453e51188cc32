package dev.aria.core.diffusion;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * The forward process of T steps, from timestep t to its {@link NoiseLevel}: x_t = signal(t) x_0 +
 * noise(t) epsilon, t from 0 to T - 1, where the signal falls and the noise rises.
 *
 * <p>Variance-preserving schedules (Ho et al. 2020) have signal sqrt(abar_t) and noise sqrt(1 -
 * abar_t), with abar_t the product of (1 - beta_s) over s <= t. A rectified flow has 1 - s and s.
 */
public final class NoiseSchedule {
  private static final double COSINE_OFFSET = 0.008;
  private static final double COSINE_MAX_BETA = 0.999;

  private final double[] signal;
  private final double[] noise;
  private final boolean flow;

  private NoiseSchedule(double[] signal, double[] noise, boolean flow) {
    this.signal = signal;
    this.noise = noise;
    this.flow = flow;
  }

  /**
   * The schedule of the given variances, one a step.
   *
   * @throws IllegalArgumentException when there is none or one lies outside (0, 1)
   */
  public static NoiseSchedule ofBetas(double... betas) {
    requirePositive(betas.length);
    double[] signal = new double[betas.length];
    double[] noise = new double[betas.length];
    double alphaBar = 1;
    for (int t = 0; t < betas.length; t++) {
      if (!(betas[t] > 0 && betas[t] < 1)) {
        throw new IllegalArgumentException(
            "beta[%d] must be in (0, 1), got %s".formatted(t, betas[t]));
      }
      alphaBar *= 1 - betas[t];
      signal[t] = Math.sqrt(alphaBar);
      noise[t] = Math.sqrt(1 - alphaBar);
    }
    return new NoiseSchedule(signal, noise, false);
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

  /**
   * Straight lines from data to noise (Liu et al. 2023): signal 1 - s and noise s. With u = (t +
   * 1)/T, s = shift u / (1 + (shift - 1) u), which moves the steps towards noise (Esser et al.
   * 2024, eq. 23). At T - 1 x_t is pure noise.
   *
   * @param shift above 0; 1 for none, 3 for Stable Diffusion 3
   */
  public static NoiseSchedule rectifiedFlow(int timesteps, double shift) {
    requirePositive(timesteps);
    if (!(shift > 0 && shift < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("shift must be above 0 and finite, got " + shift);
    }
    double[] signal = new double[timesteps];
    double[] noise = new double[timesteps];
    for (int t = 0; t < timesteps; t++) {
      double u = (t + 1.0) / timesteps;
      noise[t] = t == timesteps - 1 ? 1 : shift * u / (1 + (shift - 1) * u);
      signal[t] = 1 - noise[t];
    }
    return new NoiseSchedule(signal, noise, true);
  }

  /**
   * This schedule with its signal moved and stretched so that nothing is left of it at T - 1 and it
   * is as before at 0 (Lin et al. 2024, algorithm 1).
   *
   * @throws IllegalArgumentException when it has one step alone
   */
  public NoiseSchedule withZeroTerminalSnr() {
    double first = signal[0];
    double last = signal[timesteps() - 1];
    if (first == last) {
      throw new IllegalArgumentException("zero terminal SNR needs a schedule of 2 steps or more");
    }
    double[] moved = new double[timesteps()];
    Arrays.setAll(moved, t -> (signal[t] - last) * (first / (first - last)));
    double[] rest = new double[timesteps()];
    Arrays.setAll(rest, t -> Math.sqrt(1 - moved[t] * moved[t]));
    return new NoiseSchedule(moved, rest, false);
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
    requirePositive(timesteps);
    double[] betas = new double[timesteps];
    Arrays.setAll(betas, beta);
    return ofBetas(betas);
  }

  private static void requirePositive(int timesteps) {
    if (timesteps <= 0) {
      throw new IllegalArgumentException("timesteps must be positive, got " + timesteps);
    }
  }

  /** T, the number of steps. */
  public int timesteps() {
    return signal.length;
  }

  /** Where each timestep lies between clean and noise, for what is set by t/T. */
  public TimestepFractions fractions() {
    return flow ? TimestepFractions.alike(this) : TimestepFractions.uniform(timesteps());
  }

  /**
   * How much signal and noise x_t holds.
   *
   * @throws IllegalArgumentException when t is outside [0, T)
   */
  public NoiseLevel level(int t) {
    return new NoiseLevel(signal(t), noise(t));
  }

  /** The weight of the clean sample in x_t. */
  public double signal(int t) {
    return signal[checked(t)];
  }

  /** The weight of the noise in x_t. */
  public double noise(int t) {
    return noise[checked(t)];
  }

  private int checked(int t) {
    if (t < 0 || t >= signal.length) {
      throw new IllegalArgumentException("t must be in [0, %d), got %d".formatted(timesteps(), t));
    }
    return t;
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
