package dev.aria.core.diffusion;

import java.util.List;

/** Schedules of every kind, for laws that hold under all of them. */
final class Schedules {
  static final int TIMESTEPS = 1000;

  static final List<NoiseSchedule> VARIANCE_PRESERVING =
      List.of(
          NoiseSchedule.linear(TIMESTEPS, 1e-4, 0.02),
          NoiseSchedule.scaledLinear(TIMESTEPS, 0.00085, 0.012),
          NoiseSchedule.cosine(TIMESTEPS));

  static final List<NoiseSchedule> ZERO_SNR =
      VARIANCE_PRESERVING.stream().map(NoiseSchedule::withZeroTerminalSnr).toList();

  static final List<NoiseSchedule> FLOWS =
      List.of(NoiseSchedule.rectifiedFlow(TIMESTEPS, 1), NoiseSchedule.rectifiedFlow(TIMESTEPS, 3));

  private Schedules() {}

  /** Those under which {@code type} says what the sample is at every timestep. */
  static List<NoiseSchedule> of(PredictionType type) {
    return type == PredictionType.EPSILON
        ? VARIANCE_PRESERVING
        : List.of(VARIANCE_PRESERVING, ZERO_SNR, FLOWS).stream().flatMap(List::stream).toList();
  }

  static double sum(Combination weights, double a, double b) {
    return weights.first() * a + weights.second() * b;
  }
}
