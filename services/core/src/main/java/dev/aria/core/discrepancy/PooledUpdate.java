package dev.aria.core.discrepancy;

/** Gathers over one tick what all regions together say about noise and drift. */
final class PooledUpdate {
  private static final double LEAST_NOISE = 0.05;
  private static final double MOST_NOISE = 20;
  private static final double NOISE_GAIN = 0.01;
  private static final double LEAST_RATIO = 1e-3;

  private double within;
  private long freedom;
  private double surprise;
  private int visited;

  void add(Observation seen, RegionEstimate after, double regionSurprise) {
    double ratio = Math.max(after.ratio(), LEAST_RATIO);
    double variance = Math.max(seen.meanSquare() - seen.mean() * seen.mean(), 0);
    within += seen.count() * variance / (ratio * ratio);
    freedom += seen.count() - 1;
    surprise += regionSurprise;
    visited++;
  }

  /** The estimates after the tick; {@code ticks} were folded before it. */
  PooledEstimate applyTo(PooledEstimate before, Tracker tracker, long ticks) {
    double noise = before.noise();
    if (freedom > 0) {
      double gain = Math.max(NOISE_GAIN, 1.0 / (ticks + 2));
      noise += gain * (within / freedom - noise);
      noise = Math.min(Math.max(noise, LEAST_NOISE), MOST_NOISE);
    }
    double driftTime =
        visited == 0
            ? before.driftTime()
            : tracker.driftTime(before.driftTime(), surprise / visited, visited);
    return new PooledEstimate(before.clock(), noise, driftTime);
  }
}
