package dev.aria.core.discrepancy;

import java.util.Collections;
import java.util.List;

/**
 * Everything that the step reports so far say about the regions; a pure function of the log up to
 * {@code nextTick}.
 *
 * @param lineage lineage of the reports
 * @param regionMapDigest map that the regions refer to
 * @param nextTick first tick not folded in
 * @param pooled what is estimated over all regions
 * @param normaliser levels of the timestep bins
 * @param estimates one a region, by index
 * @param elasticities one a region, by index
 * @param trained training samples of the steered branches so far, one a region, by index
 */
public record Statistics(
    long lineage,
    String regionMapDigest,
    long nextTick,
    PooledEstimate pooled,
    Normaliser normaliser,
    List<RegionEstimate> estimates,
    List<ElasticityEstimate> elasticities,
    List<Long> trained) {
  public Statistics {
    estimates = List.copyOf(estimates);
    elasticities = List.copyOf(elasticities);
    trained = List.copyOf(trained);
    if (nextTick < 0) {
      throw new IllegalArgumentException("next tick must be at least 0, got " + nextTick);
    }
    if (estimates.isEmpty()
        || elasticities.size() != estimates.size()
        || trained.size() != estimates.size()) {
      throw new IllegalArgumentException(
          "statistics need as many elasticities and counts as estimates, got %d, %d and %d"
              .formatted(elasticities.size(), trained.size(), estimates.size()));
    }
  }

  /** Before the first report of a lineage. */
  public static Statistics initial(long lineage, String regionMapDigest, int regions) {
    return new Statistics(
        lineage,
        regionMapDigest,
        0,
        PooledEstimate.INITIAL,
        Normaliser.empty(),
        Collections.nCopies(regions, RegionEstimate.UNSEEN),
        Collections.nCopies(regions, ElasticityEstimate.UNKNOWN),
        Collections.nCopies(regions, 0L));
  }

  /** Number of regions R. */
  public int regions() {
    return estimates.size();
  }

  /** First global step that is not counted yet, when a tick covers {@code stepsPerTick}. */
  public long nextStep(int stepsPerTick) {
    return nextTick * stepsPerTick;
  }
}
