package dev.aria.core.discrepancy;

import java.util.ArrayList;
import java.util.List;

/**
 * The regions as a sampling rule sees them.
 *
 * @param regions one a region, by index
 * @param pooledElasticity mean elasticity of all regions, in [0.05, 1]
 */
public record DiscrepancySummary(List<RegionDiscrepancy> regions, double pooledElasticity) {
  private static final double PRIOR_VARIANCE = 0.04;
  private static final double UNKNOWN_ELASTICITY = 0.5;
  private static final double LEAST_ELASTICITY = 0.05;

  public DiscrepancySummary {
    regions = List.copyOf(regions);
  }

  static DiscrepancySummary of(Statistics statistics, RegionPriors priors) {
    double pooled = pooled(statistics.elasticities());
    double spread = Math.sqrt(1 + statistics.pooled().noise());
    List<RegionDiscrepancy> regions = new ArrayList<>(statistics.regions());
    for (int region = 0; region < statistics.regions(); region++) {
      RegionEstimate estimate = priors.of(region);
      ElasticityEstimate elasticity = statistics.elasticities().get(region);
      regions.add(
          new RegionDiscrepancy(
              estimate.ratio(),
              estimate.isSeen() ? Math.sqrt(estimate.meanSquare()) : estimate.ratio() * spread,
              clipped(elasticity.shrunk(pooled, 1 / PRIOR_VARIANCE)),
              estimate.samples()));
    }
    return new DiscrepancySummary(regions, clipped(pooled));
  }

  private static double pooled(List<ElasticityEstimate> elasticities) {
    double sum = 0;
    double weight = 0;
    for (ElasticityEstimate elasticity : elasticities) {
      if (elasticity.precision() > 0) {
        double own = 1 / (1 / elasticity.precision() + PRIOR_VARIANCE);
        sum += own * elasticity.estimate();
        weight += own;
      }
    }
    return weight == 0 ? UNKNOWN_ELASTICITY : sum / weight;
  }

  private static double clipped(double elasticity) {
    return Math.min(Math.max(elasticity, LEAST_ELASTICITY), 1);
  }
}
