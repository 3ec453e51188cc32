package dev.aria.core.scheduling;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Weights to test a scheduler with. */
final class Weights {
  private Weights() {}

  /** Uneven random weights of sum 1, each at least {@code floor}. */
  static double[] random(SplittableRandom random, int regions, double floor) {
    double[] weights = new double[regions];
    double sum = 0;
    for (int region = 0; region < regions; region++) {
      weights[region] = Math.pow(random.nextDouble(), 4);
      sum += weights[region];
    }
    for (int region = 0; region < regions; region++) {
      weights[region] = floor + (1 - floor * regions) * weights[region] / sum;
    }
    return weights;
  }

  /** Everything but a floor on the regions of {@code chosen}, evenly. */
  static double[] onlyOn(boolean[] chosen, double floor) {
    int count = 0;
    for (boolean one : chosen) {
      count += one ? 1 : 0;
    }
    double[] weights = new double[chosen.length];
    for (int region = 0; region < chosen.length; region++) {
      weights[region] = floor + (chosen[region] ? (1 - floor * chosen.length) / count : 0);
    }
    return weights;
  }

  /** Strikes out what was served; when nothing is left, starts again with all. */
  static void dropServed(boolean[] starved, Serving serving) {
    boolean any = false;
    for (int region = 0; region < starved.length; region++) {
      starved[region] &= serving.count(region) == 0;
      any |= starved[region];
    }
    if (!any) {
      Arrays.fill(starved, true);
    }
  }
}
