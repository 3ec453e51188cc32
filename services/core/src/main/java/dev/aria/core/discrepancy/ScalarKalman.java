package dev.aria.core.discrepancy;

/**
 * A scalar Kalman filter a region: a random walk whose step is relative to the ratio, observed
 * under noise pooled over regions. It forgets at the rate that suits how often a region is seen,
 * and a quick average beside it takes over when the two part, as after a jump. Ours.
 *
 * @param dependent how many samples tell no more than one, at least 1
 */
public record ScalarKalman(int dependent) implements Tracker {
  private static final double FAST_BETA = 0.1;
  private static final double SNAP_DEVIATIONS = 3.5;
  private static final double LEAST_RATIO = 1e-3;
  private static final double LEAST_SCALE = 0.05;
  private static final double SURPRISE_TARGET = 0.93;
  private static final double SURPRISE_CAP = 9;
  private static final double LEAST_DRIFT_TIME = 2e4;
  private static final double MOST_DRIFT_TIME = 1.3e6;

  public ScalarKalman {
    if (dependent < 1) {
      throw new IllegalArgumentException("dependent samples must be at least 1, got " + dependent);
    }
  }

  @Override
  public RegionEstimate update(RegionEstimate before, Observation seen, PooledEstimate pooled) {
    double predicted = predictedVariance(before, pooled);
    double gain = predicted / (predicted + noise(before, seen, pooled));
    double ratio = Math.max(before.ratio() + gain * (seen.mean() - before.ratio()), LEAST_RATIO);
    double squareGain =
        Math.max(
            CountAwareEma.gain(CountAwareEma.DEFAULT_BETA, independent(seen)),
            (double) seen.count() / (before.samples() + seen.count()));
    double fastGain = CountAwareEma.gain(FAST_BETA, independent(seen));
    RegionEstimate slow =
        new RegionEstimate(
            ratio,
            before.meanSquare() + squareGain * (seen.meanSquare() - before.meanSquare()),
            (1 - gain) * predicted,
            before.fast() + fastGain * (seen.mean() - before.fast()),
            before.fastWeight() + fastGain * (1 - before.fastWeight()),
            before.samples() + seen.count(),
            pooled.clock());
    return snapped(slow, pooled);
  }

  /** The quick average in place of the slow one when noise alone would hardly part them so far. */
  private static RegionEstimate snapped(RegionEstimate slow, PooledEstimate pooled) {
    double quick = slow.fast() / slow.fastWeight();
    double scale = Math.max(slow.ratio(), quick);
    double deviation = Math.sqrt(FAST_BETA / (2 - FAST_BETA) * pooled.noise()) * scale;
    boolean warm = slow.fastWeight() > 1 - FAST_BETA;
    if (!warm || Math.abs(quick - slow.ratio()) <= SNAP_DEVIATIONS * deviation) {
      return slow;
    }
    return new RegionEstimate(
        Math.max(quick, LEAST_RATIO),
        slow.meanSquare(),
        Math.max(slow.variance(), deviation * deviation),
        slow.fast(),
        slow.fastWeight(),
        slow.samples(),
        slow.lastSeen());
  }

  @Override
  public double surprise(RegionEstimate before, Observation seen, PooledEstimate pooled) {
    double innovation = seen.mean() - before.ratio();
    double expected = predictedVariance(before, pooled) + noise(before, seen, pooled);
    return Math.min(innovation * innovation / expected, SURPRISE_CAP);
  }

  @Override
  public double driftTime(double before, double meanSurprise, int visited) {
    double rate = 0.01 * Math.sqrt(visited / 8.0);
    double after = before * StrictMath.exp(-rate * (meanSurprise - SURPRISE_TARGET));
    return Math.min(Math.max(after, LEAST_DRIFT_TIME), MOST_DRIFT_TIME);
  }

  private static double predictedVariance(RegionEstimate before, PooledEstimate pooled) {
    if (!before.isSeen()) {
      return before.variance();
    }
    double age = pooled.clock() - before.lastSeen();
    return before.variance() + before.ratio() * before.ratio() * age / pooled.driftTime();
  }

  private double noise(RegionEstimate before, Observation seen, PooledEstimate pooled) {
    double scale = Math.max(before.ratio(), LEAST_SCALE);
    return pooled.noise() * scale * scale / independent(seen);
  }

  private double independent(Observation seen) {
    return (double) seen.count() / dependent;
  }
}
