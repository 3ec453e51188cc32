package dev.aria.core.discrepancy;

/**
 * eta = -d log L / d log n of one region: how fast its discrepancy L still falls with its own
 * training samples n. Compares the mean loss of successive windows, each about half of all samples
 * before it, so that the signal stays constant while the noise falls. Ours. Immutable.
 *
 * @param start training samples when the current window began
 * @param lossSum sum of the losses observed in it
 * @param observed observations in it
 * @param previousMean mean loss of the window before; 0 before the first is closed
 * @param previousObserved observations in that
 * @param previousCentre training samples at its middle
 * @param estimate combined estimate, before shrinking; 0 before there is one
 * @param precision inverse variance of {@code estimate}
 */
public record ElasticityEstimate(
    long start,
    double lossSum,
    long observed,
    double previousMean,
    long previousObserved,
    double previousCentre,
    double estimate,
    double precision) {
  /** A region that nothing is known of. */
  public static final ElasticityEstimate UNKNOWN = new ElasticityEstimate(0, 0, 0, 0, 0, 0, 0, 0);

  private static final long LEAST_WINDOW = 8;
  private static final double LEAST_LOSS = 1e-12;

  /** Of one slope: losses that do not vary at all are still no proof. */
  private static final double LEAST_VARIANCE = 1e-9;

  /**
   * The estimate after {@code count} more observations of mean {@code loss}.
   *
   * @param trained training samples of the region so far, these included
   * @param noise cv^2 of one observation
   */
  ElasticityEstimate observe(double loss, long count, long trained, double noise) {
    double sum = lossSum + loss * count;
    long seen = observed + count;
    if (seen == 0 || trained - start < Math.max(LEAST_WINDOW, start / 2)) {
      return new ElasticityEstimate(
          start, sum, seen, previousMean, previousObserved, previousCentre, estimate, precision);
    }
    double mean = Math.max(sum / seen, LEAST_LOSS);
    double centre = (start + trained) / 2.0;
    ElasticityEstimate closed =
        new ElasticityEstimate(trained, 0, 0, mean, seen, centre, estimate, precision);
    return previousObserved == 0 ? closed : closed.combined(this, noise);
  }

  /** This estimate with the slope from {@code earlier}'s last window to this one's taken in. */
  private ElasticityEstimate combined(ElasticityEstimate earlier, double noise) {
    double run = StrictMath.log(previousCentre / earlier.previousCentre);
    double slope = StrictMath.log(earlier.previousMean / previousMean) / run;
    double variance =
        Math.max(
            noise * (1.0 / earlier.previousObserved + 1.0 / previousObserved) / (run * run),
            LEAST_VARIANCE);
    double kept = precision / 2;
    double total = kept + 1 / variance;
    return new ElasticityEstimate(
        start,
        lossSum,
        observed,
        previousMean,
        previousObserved,
        previousCentre,
        (kept * estimate + slope / variance) / total,
        total);
  }

  /** The estimate drawn towards {@code mean} by a prior of {@code precisionOfPrior}. */
  double shrunk(double mean, double precisionOfPrior) {
    return (precision * estimate + precisionOfPrior * mean) / (precision + precisionOfPrior);
  }
}
