package dev.aria.models.model;

import dev.aria.core.diffusion.NoiseSchedule;

/**
 * A noise schedule by name.
 *
 * @param timesteps T, from 1 to 1,000,000
 * @param firstBeta beta of t = 0, in (0, 1); not read by {@link Kind#COSINE}
 * @param lastBeta beta of t = T - 1, in (0, 1); not read by {@link Kind#COSINE}
 */
public record ScheduleSetting(Kind kind, int timesteps, double firstBeta, double lastBeta) {
  /** The named schedules of {@link NoiseSchedule}. */
  public enum Kind {
    LINEAR,
    SCALED_LINEAR,
    COSINE
  }

  private static final int MOST_TIMESTEPS = 1_000_000;

  public ScheduleSetting {
    if (timesteps < 1 || timesteps > MOST_TIMESTEPS) {
      throw new IllegalArgumentException(
          "timesteps must be in [1, %d], got %d".formatted(MOST_TIMESTEPS, timesteps));
    }
    if (kind != Kind.COSINE && !(firstBeta > 0 && firstBeta < 1 && lastBeta > 0 && lastBeta < 1)) {
      throw new IllegalArgumentException(
          "betas must be in (0, 1), got %s and %s".formatted(firstBeta, lastBeta));
    }
  }

  /** Ho et al. 2020: 1000 steps, beta from 1e-4 to 0.02. */
  public static ScheduleSetting linear() {
    return new ScheduleSetting(Kind.LINEAR, 1000, 1e-4, 0.02);
  }

  /** Nichol and Dhariwal 2021. */
  public static ScheduleSetting cosine(int timesteps) {
    return new ScheduleSetting(Kind.COSINE, timesteps, 0, 0);
  }

  /** The schedule itself. */
  public NoiseSchedule schedule() {
    return switch (kind) {
      case LINEAR -> NoiseSchedule.linear(timesteps, firstBeta, lastBeta);
      case SCALED_LINEAR -> NoiseSchedule.scaledLinear(timesteps, firstBeta, lastBeta);
      case COSINE -> NoiseSchedule.cosine(timesteps);
    };
  }
}
