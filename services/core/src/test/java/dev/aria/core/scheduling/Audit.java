package dev.aria.core.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

/**
 * Keeps its own account of weights and draws and checks the scheduler's bounds after each batch.
 */
final class Audit {
  private static final double ROUNDING = 1e-6;

  private final int batch;
  private final double bound;
  private final double[] due;
  private final long[] served;
  private final double[] smallestSinceVisit;
  private final long[] lastVisit;
  private long draws;

  Audit(int regions, int batch) {
    this.batch = batch;
    this.bound = harmonic(regions);
    due = new double[regions];
    served = new long[regions];
    smallestSinceVisit = new double[regions];
    lastVisit = new long[regions];
    Arrays.fill(smallestSinceVisit, 1);
  }

  static double harmonic(int n) {
    double sum = 0;
    for (int i = 1; i <= n; i++) {
      sum += 1.0 / i;
    }
    return sum;
  }

  void check(double[] weights, Serving serving) {
    draws += batch;
    assertThat(Arrays.stream(serving.counts()).sum()).isEqualTo(batch);
    for (int region = 0; region < due.length; region++) {
      due[region] += batch * weights[region];
      served[region] += serving.count(region);
      double lag = due[region] - served[region];
      if (lag > bound - 1 + ROUNDING || lag <= -1) {
        throw new AssertionError("region %d lags by %s of %s".formatted(region, lag, bound - 1));
      }
      checkGap(region, weights[region], serving.count(region));
    }
  }

  /** The wait for a visit, against the smallest weight the region had while it waited. */
  private void checkGap(int region, double weight, int count) {
    smallestSinceVisit[region] = Math.min(smallestSinceVisit[region], weight);
    double allowed = (bound + 1) / smallestSinceVisit[region] + batch;
    if (draws - lastVisit[region] > allowed) {
      throw new AssertionError("region %d waited longer than %s".formatted(region, allowed));
    }
    if (count > 0) {
      lastVisit[region] = draws;
      smallestSinceVisit[region] = 1;
    }
  }

  void checkCredits(Credits credits) {
    double[] owed = credits.toArray();
    for (int region = 0; region < owed.length; region++) {
      assertThat(owed[region]).isCloseTo(due[region] - served[region], within(ROUNDING));
    }
  }

  long leastServed() {
    return Arrays.stream(served).min().orElseThrow();
  }
}
