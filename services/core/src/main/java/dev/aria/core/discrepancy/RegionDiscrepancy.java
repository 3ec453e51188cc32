package dev.aria.core.discrepancy;

/**
 * What a sampling rule may know of a region.
 *
 * @param ratio rho: discrepancy relative to its timestep bins, 1 is average; a region never seen
 *     has its group's mean
 * @param rootMeanSquare sqrt(E ratio^2) over single samples
 * @param elasticity eta: how fast the discrepancy still falls with the region's own samples, in
 *     [0.05, 1]
 * @param samples observations behind the ratio
 */
public record RegionDiscrepancy(
    double ratio, double rootMeanSquare, double elasticity, long samples) {}
