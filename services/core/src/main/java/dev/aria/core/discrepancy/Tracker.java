package dev.aria.core.discrepancy;

/** Follows the discrepancy of one region; a pure function, the state travels in and out. */
public interface Tracker {

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
