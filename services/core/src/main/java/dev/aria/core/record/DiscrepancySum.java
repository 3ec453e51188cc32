package dev.aria.core.record;

import dev.aria.core.conditioning.Branch;

/**
 * Sums of the per-sample discrepancy over one (region, timestep bin, branch), in units of 2^-32, so
 * that they commute exactly.
 *
 * @param region region of the samples; {@link Draw#NO_REGION} for the null branch
 * @param bin timestep bin, 0 to 15
 * @param branch branch of the samples
 * @param count number of samples, at least 1
 * @param sum sum of the discrepancy, fixed point 2^-32
 * @param sumOfSquares sum of its square, fixed point 2^-32
 */
public record DiscrepancySum(
    int region, int bin, Branch branch, long count, long sum, long sumOfSquares) {
  public DiscrepancySum {
    Checks.atLeast("region", region, Draw.NO_REGION);
    Checks.atLeast("timestep bin", bin, 0);
    Checks.atLeast("sample count", count, 1);
    Checks.atLeast("sum of discrepancy", sum, 0);
    Checks.atLeast("sum of squared discrepancy", sumOfSquares, 0);
  }
}
