package dev.aria.core.discrepancy;

/**
 * Gathers over one tick what all regions together say about noise and drift. Noise is read from the
 * spread within regions; where no region showed two samples, as with few probes, from how far each
 * one fell from its estimate.
 */
final class PooledUpdate {
  private static final double LEAST_NOISE = 0.05;
  private static final double MOST_NOISE = 20;
  private static final double NOISE_GAIN = 0.01;
  private static final double LEAST_RATIO = 1e-3;
  private static final long SETTLED_SAMPLES = 8;

  private double within;
  private long withinFreedom;
  private double innovation;
  private long innovationFreedom;
  private double surprise;
  private int visited;

  void add(RegionEstimate before, Observation seen, RegionEstimate after, double regionSurprise) {
    double ratio = Math.max(after.ratio(), LEAST_RATIO);
    double variance = Math.max(seen.meanSquare() - seen.mean() * seen.mean(), 0);
    within += seen.count() * variance / (ratio * ratio);
    withinFreedom += seen.count() - 1;
    if (before.samples() >= SETTLED_SAMPLES) {
      double distance = (seen.mean() - before.ratio()) / ratio;
      innovation += seen.count() * distance * distance;
      innovationFreedom++;
    }
    surprise += regionSurprise;
    visited++;
  }

  /** The estimates after the tick; {@code ticks} were folded before it. */
  PooledEstimate applyTo(PooledEstimate before, Tracker tracker, long ticks) {
    double driftTime =
        visited == 0
            ? before.driftTime()
            : tracker.driftTime(before.driftTime(), surprise / visited, visited);
    return new PooledEstimate(before.clock(), noise(before.noise(), ticks), driftTime);
  }

  private double noise(double before, long ticks) {
    double squares = withinFreedom > 0 ? within : innovation;
    long freedom = withinFreedom > 0 ? withinFreedom : innovationFreedom;
    if (freedom == 0) {
      return before;
    }
    double gain = Math.max(NOISE_GAIN, 1.0 / (ticks + 2));
    double after = before + gain * (squares / freedom - before);
    return Math.min(Math.max(after, LEAST_NOISE), MOST_NOISE);
  }
}
