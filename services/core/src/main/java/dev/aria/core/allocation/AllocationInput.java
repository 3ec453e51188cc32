package dev.aria.core.allocation;

import dev.aria.core.discrepancy.DiscrepancySummary;
import dev.aria.core.discrepancy.RegionDiscrepancy;
import java.util.function.ToDoubleFunction;

/**
 * What a sampling rule decides by. A region whose base share is 0 has nothing to draw: every rule
 * gives it weight 0, and R below counts the others.
 *
 * @param base pi: share of each region under Random Conditioning, of sum 1
 * @param ratio rho: tracked discrepancy, relative; positive
 * @param rootMeanSquare sqrt(E d^2) over single samples, relative
 * @param elasticity eta: in (0, 1]
 * @param pooledElasticity mean elasticity, in (0, 1]
 * @param steps global steps trained so far; one batch each
 */
public record AllocationInput(
    RegionVector base,
    RegionVector ratio,
    RegionVector rootMeanSquare,
    RegionVector elasticity,
    double pooledElasticity,
    long steps) {
  private static final double SUM_TOLERANCE = 1e-6;

  public AllocationInput {
    if (Math.abs(base.sum() - 1) > SUM_TOLERANCE) {
      throw new IllegalArgumentException("base shares must sum to 1, got " + base.sum());
    }
    if (ratio.size() != base.size()
        || rootMeanSquare.size() != base.size()
        || elasticity.size() != base.size()) {
      throw new IllegalArgumentException(
          "need statistics of %d regions, got %d ratios, %d mean squares, %d elasticities"
              .formatted(base.size(), ratio.size(), rootMeanSquare.size(), elasticity.size()));
    }
    base = base.normalised();
  }

  /** The input that {@code summary} gives at {@code steps} global steps. */
  public static AllocationInput of(RegionVector base, DiscrepancySummary summary, long steps) {
    return new AllocationInput(
        base,
        vector(summary, RegionDiscrepancy::ratio),
        vector(summary, RegionDiscrepancy::rootMeanSquare),
        vector(summary, RegionDiscrepancy::elasticity),
        summary.pooledElasticity(),
        steps);
  }

  private static RegionVector vector(
      DiscrepancySummary summary, ToDoubleFunction<RegionDiscrepancy> value) {
    return RegionVector.generate(
        summary.regions().size(), region -> value.applyAsDouble(summary.regions().get(region)));
  }

  int regions() {
    return base.size();
  }

  boolean isLive(int region) {
    return base.get(region) > 0;
  }

  int liveRegions() {
    int live = 0;
    for (int region = 0; region < regions(); region++) {
      live += isLive(region) ? 1 : 0;
    }
    return live;
  }
}
