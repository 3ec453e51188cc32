package dev.aria.core.allocation;

/**
 * The adaptive rule: p = (1 - lam - u) q + lam pi + u/R with q = pi^(1-theta) f^theta over its sum
 * and f = pi^a rho^alpha eta^kappa. theta is the most, in [0, 1], that the {@link Guard} allows.
 *
 * <p>ARIA (arXiv 2606.23898) makes public only that updates are focused on regions where the
 * discrepancy persists; this rule and its constants are ours.
 *
 * @param a exponent of the base share: 1 aims at the natural average, 0 at the mean over regions
 * @param alpha exponent of the discrepancy; at most 1 is stable under any delay
 * @param kappa exponent of the elasticity: keeps regions that cannot improve from taking the effort
 * @param epsilon most predicted harm to the natural average, as a share of it
 */
record AriaPolicy(double a, double alpha, double kappa, double epsilon, Floors floors)
    implements AllocationPolicy {
  AriaPolicy {
    if (!(a >= 0 && alpha >= 0 && kappa >= 0 && epsilon >= 0)) {
      throw new IllegalArgumentException(
          "a, alpha, kappa and epsilon must be at least 0, got %s, %s, %s and %s"
              .formatted(a, alpha, kappa, epsilon));
    }
  }

  @Override
  public Allocation weights(AllocationInput input) {
    return new Guard(input, epsilon).strongest(new Interpolation(input));
  }

  /** p as a function of theta; logarithms are taken once. */
  private final class Interpolation implements Guard.Candidate {
    private static final double LEAST_RATIO = 1e-9;

    private final AllocationInput input;
    private final double[] logBase;
    private final double[] logFocus;

    Interpolation(AllocationInput input) {
      this.input = input;
      logBase = new double[input.regions()];
      logFocus = new double[input.regions()];
      for (int region = 0; region < input.regions(); region++) {
        logBase[region] = StrictMath.log(input.base().get(region));
        logFocus[region] =
            a * logBase[region]
                + alpha * log(input.ratio().get(region))
                + kappa * log(input.elasticity().get(region));
      }
      centre(logBase);
      centre(logFocus);
    }

    private double log(double value) {
      return StrictMath.log(Math.max(value, LEAST_RATIO));
    }

    /** Takes off the largest, so that no exponential overflows. */
    private void centre(double[] logs) {
      double largest = Double.NEGATIVE_INFINITY;
      for (int region = 0; region < logs.length; region++) {
        largest = input.isLive(region) ? Math.max(largest, logs[region]) : largest;
      }
      for (int region = 0; region < logs.length; region++) {
        logs[region] -= largest;
      }
    }

    @Override
    public RegionVector at(double theta) {
      RegionVector focus =
          RegionVector.generate(
              input.regions(),
              region ->
                  input.isLive(region)
                      ? StrictMath.exp((1 - theta) * logBase[region] + theta * logFocus[region])
                      : 0);
      return floors.under(focus, input);
    }
  }
}
