package dev.aria.core.allocation;

/**
 * Bounds what a rule may cost the natural average. With power-law curves of pooled elasticity g,
 * the average under p instead of pi changes by D(p) = sum w_r ((pi_r / p_r)^g - 1) with w = pi rho
 * eta / (g sum pi rho), as a share of itself. Ours.
 */
final class Guard {
  private static final double LEAST_EXPONENT = 0.2;
  private static final int GRID = 32;
  private static final int BISECTIONS = 30;

  private final AllocationInput input;
  private final double epsilon;
  private final double exponent;
  private final double[] harmWeights;

  /** Weights as a function of the rule's strength: none at 0, all at 1. */
  @FunctionalInterface
  interface Candidate {
    RegionVector at(double theta);
  }

  Guard(AllocationInput input, double epsilon) {
    this.input = input;
    this.epsilon = epsilon;
    exponent = Math.min(Math.max(input.pooledElasticity(), LEAST_EXPONENT), 1);
    harmWeights = new double[input.regions()];
    double total = 0;
    for (int region = 0; region < harmWeights.length; region++) {
      double level = input.base().get(region) * input.ratio().get(region);
      harmWeights[region] = level * input.elasticity().get(region) / exponent;
      total += level;
    }
    for (int region = 0; region < harmWeights.length && total > 0; region++) {
      harmWeights[region] /= total;
    }
  }

  /** D(p): the predicted relative change of the natural average; above 0 is harm. */
  double harm(RegionVector weights) {
    double harm = 0;
    for (int region = 0; region < harmWeights.length; region++) {
      if (input.isLive(region)) {
        double odds = input.base().get(region) / weights.get(region);
        harm += harmWeights[region] * (StrictMath.pow(odds, exponent) - 1);
      }
    }
    return harm;
  }

  /**
   * The candidate at the largest theta in [0, 1] whose harm is at most epsilon; at theta 0 when
   * none is. Harm may fall before it rises, so a grid from the top brackets the crossing.
   */
  Allocation strongest(Candidate candidate) {
    int cell = GRID;
    while (cell >= 0 && !isAllowed(candidate, (double) cell / GRID)) {
      cell--;
    }
    double low = Math.max(cell, 0) / (double) GRID;
    if (cell >= 0 && cell < GRID) {
      low = bisected(candidate, low, low + 1.0 / GRID);
    }
    RegionVector weights = candidate.at(low);
    return new Allocation(weights, low, harm(weights));
  }

  private boolean isAllowed(Candidate candidate, double theta) {
    return harm(candidate.at(theta)) <= epsilon;
  }

  private double bisected(Candidate candidate, double allowed, double refused) {
    double low = allowed;
    double high = refused;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (isAllowed(candidate, middle)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
