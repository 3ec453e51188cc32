package dev.aria.core.diffusion;

import java.util.Arrays;

/**
 * Where each timestep lies on the way from clean, 0, to noise, below 1. What is defined on t/T, as
 * Random Conditioning's p(t), reads this, so that it means the same noise under every schedule.
 */
public final class TimestepFractions {
  /** Stable Diffusion's schedule, on which Random Conditioning was published. */
  private static final NoiseSchedule REFERENCE = NoiseSchedule.scaledLinear(1000, 0.00085, 0.012);

  private final double[] fractions;

  private TimestepFractions(double[] fractions) {
    this.fractions = fractions;
  }

  /**
   * t/T: of the schedules of discrete variances, as published.
   *
   * @throws IllegalArgumentException when T is not positive
   */
  public static TimestepFractions uniform(int timesteps) {
    if (timesteps <= 0) {
      throw new IllegalArgumentException("timesteps must be positive, got " + timesteps);
    }
    double[] fractions = new double[timesteps];
    Arrays.setAll(fractions, t -> (double) t / timesteps);
    return new TimestepFractions(fractions);
  }

  /**
   * The t/T at which Stable Diffusion's schedule has the same log-SNR: scaled linear, beta 0.00085
   * to 0.012, T = 1000, and linear in the log-SNR between its timesteps. Cleaner levels than its
   * first are at 0, noisier ones than its last at 0.999. Ours.
   */
  public static TimestepFractions alike(NoiseSchedule schedule) {
    double[] ratios = new double[REFERENCE.timesteps()];
    Arrays.setAll(ratios, t -> REFERENCE.level(t).logRatio());
    double[] fractions = new double[schedule.timesteps()];
    Arrays.setAll(fractions, t -> position(ratios, schedule.level(t).logRatio()) / ratios.length);
    return new TimestepFractions(fractions);
  }

  /** Index at which the falling {@code ratios} take the value {@code sought}. */
  private static double position(double[] ratios, double sought) {
    int last = ratios.length - 1;
    if (sought >= ratios[0]) {
      return 0;
    }
    if (sought <= ratios[last]) {
      return last;
    }
    int above = 0; // ratios[above] > sought >= ratios[below]
    int below = last;
    while (below - above > 1) {
      int middle = (above + below) >>> 1;
      if (ratios[middle] > sought) {
        above = middle;
      } else {
        below = middle;
      }
    }
    return above + (ratios[above] - sought) / (ratios[above] - ratios[below]);
  }

  /** T. */
  public int timesteps() {
    return fractions.length;
  }

  /**
   * In [0, 1), never falling with t.
   *
   * @throws IllegalArgumentException when t is outside [0, T)
   */
  public double at(int t) {
    if (t < 0 || t >= fractions.length) {
      throw new IllegalArgumentException(
          "t must be in [0, %d), got %d".formatted(fractions.length, t));
    }
    return fractions[t];
  }
}
