package dev.aria.core.record;

/**
 * Constants of the sampling rules. A rule reads those that it has and ignores the others.
 *
 * @param baseExponent a, of {@code aria} and {@code tempered}: exponent of the base shares, in [0,
 *     1]; 1 aims at the natural average, 0 at the mean over regions
 * @param discrepancyExponent alpha, of {@code aria}: exponent of the discrepancy, at least 0; at
 *     most 1 is stable under any delay
 * @param elasticityExponent kappa, of {@code aria}: exponent of the elasticity, at least 0; keeps
 *     regions that cannot improve from taking the effort
 * @param naturalShare lam: share of the draws that follow the base shares, in [0, 1]; it bounds
 *     base over draw probability by 1/lam
 * @param floor least share of the draws spread evenly over the regions, in [0, 1 - lam]
 * @param harmBound epsilon, of {@code aria}: most predicted rise of the natural average, as a share
 *     of it, at least 0
 * @param temperature of {@code softmax}: in units of the average discrepancy, at least 0.001
 */
public record PolicyConstants(
    double baseExponent,
    double discrepancyExponent,
    double elasticityExponent,
    double naturalShare,
    double floor,
    double harmBound,
    double temperature) {
  /** Those of a rule that is not told otherwise, and of every run before they could be set. */
  public static final PolicyConstants DEFAULTS =
      new PolicyConstants(0.5, 1, 1, 0.3, 0.02, 0.01, 0.5);

  private static final double LEAST_TEMPERATURE = 0.001;

  public PolicyConstants {
    Checks.within("base-exponent", baseExponent, 0, 1);
    Checks.finiteAtLeast("discrepancy-exponent", discrepancyExponent, 0);
    Checks.finiteAtLeast("elasticity-exponent", elasticityExponent, 0);
    Checks.within("natural-share", naturalShare, 0, 1);
    Checks.within("floor (beside natural-share)", floor, 0, 1 - naturalShare);
    Checks.finiteAtLeast("harm-bound", harmBound, 0);
    Checks.finiteAtLeast("temperature", temperature, LEAST_TEMPERATURE);
  }
}
