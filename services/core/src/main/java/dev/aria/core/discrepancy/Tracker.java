package dev.aria.core.discrepancy;

/** Follows the discrepancy of one region; a pure function, the state travels in and out. */
public interface Tracker {

  /**
   * The tracker called {@code name}: {@code ema} or {@code kalman}.
   *
   * @param dependent how many samples of a region tell no more than one, at least 1: those of one
   *     sampling path do, which are of one prompt and follow each other
   * @throws IllegalArgumentException when there is no such tracker
   */
  static Tracker named(String name, int dependent) {
    return switch (name) {
      case "ema" -> new CountAwareEma(CountAwareEma.DEFAULT_BETA, dependent);
      case "kalman" -> new ScalarKalman(dependent);
      default ->
          throw new IllegalArgumentException(
              "unknown tracker '%s'; known: ema, kalman".formatted(name));
    };
  }

  /**
   * The estimate after {@code seen}.
   *
   * @param before for a region never seen: ratio and variance of its prior, zero samples
   * @param pooled with the clock already advanced past {@code seen}
   */
  RegionEstimate update(RegionEstimate before, Observation seen, PooledEstimate pooled);

  /** Squared innovation over its expectation; 1 on average when the model of the noise fits. */
  default double surprise(RegionEstimate before, Observation seen, PooledEstimate pooled) {
    return 1;
  }

  /** The drift time after {@code visited} regions showed {@code meanSurprise}. */
  default double driftTime(double before, double meanSurprise, int visited) {
    return before;
  }
}
