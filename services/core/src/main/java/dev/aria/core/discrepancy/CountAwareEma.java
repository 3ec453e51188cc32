package dev.aria.core.discrepancy;

/**
 * Exponential average whose memory counts samples, not visits: n samples move it by 1 - (1 -
 * beta)^n, so that its window does not depend on batch size or on how often a region is drawn; the
 * first 1/beta samples are averaged evenly.
 *
 * <p>Ours. For noise of standard deviation sigma a sample and drift of at most delta a sample,
 * whatever it depends on, the error obeys limsup RMSE <= sigma sqrt(beta / (2 - beta)) + delta (1 -
 * beta) / beta in the region's own samples.
 *
 * <p>Where K samples tell no more than one, as those of a path of K steps, n samples count as n/K.
 *
 * @param beta weight of one sample, in (0, 1]
 * @param dependent K, at least 1
 */
public record CountAwareEma(double beta, int dependent) implements Tracker {
  /** Weight of one sample that facts from simulation recommend. */
  public static final double DEFAULT_BETA = 0.02;

  public CountAwareEma {
    if (!(beta > 0 && beta <= 1)) {
      throw new IllegalArgumentException("beta must be in (0, 1], got " + beta);
    }
    if (dependent < 1) {
      throw new IllegalArgumentException("dependent samples must be at least 1, got " + dependent);
    }
  }

  @Override
  public RegionEstimate update(RegionEstimate before, Observation seen, PooledEstimate pooled) {
    long samples = before.samples() + seen.count();
    double gain =
        Math.max(gain(beta, (double) seen.count() / dependent), (double) seen.count() / samples);
    return new RegionEstimate(
        before.ratio() + gain * (seen.mean() - before.ratio()),
        before.meanSquare() + gain * (seen.meanSquare() - before.meanSquare()),
        before.variance(),
        before.fast(),
        before.fastWeight(),
        samples,
        pooled.clock());
  }

  /** 1 - (1 - beta)^n: the share that n samples take. */
  public static double gain(double beta, double n) {
    return 1 - StrictMath.pow(1 - beta, n);
  }
}
