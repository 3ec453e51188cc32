package dev.aria.core.record;

/**
 * One region's share of the draws and the statistics behind it.
 *
 * @param swapped p: probability of the region among swapped draws
 * @param paired p': probability of the region among paired draws; 0 where it has no pairs
 * @param path p: probability of the region among the paths that begin
 * @param ratio rho: tracked discrepancy relative to its timestep bin, 1 is average
 * @param elasticity eta: how fast the discrepancy still falls per sample, in [0.05, 1]
 * @param samples samples behind the ratio
 */
public record RegionWeight(
    double swapped, double paired, double path, double ratio, double elasticity, long samples) {
  public RegionWeight {
    Checks.within("swapped weight", swapped, 0, 1);
    Checks.within("paired weight", paired, 0, 1);
    Checks.within("path weight", path, 0, 1);
    Checks.finiteAtLeast("ratio", ratio, 0);
    Checks.finiteAtLeast("elasticity", elasticity, 0);
    Checks.atLeast("samples", samples, 0);
  }
}
