package dev.aria.core.allocation;

/**
 * q = exp(rho / temperature) over its sum. For comparison only: it favours the worst regions at the
 * cost of all others.
 *
 * @param temperature in units of the average discrepancy; positive
 */
record SoftmaxPolicy(double temperature, Floors floors) implements AllocationPolicy {
  SoftmaxPolicy {
    if (!(temperature > 0 && Double.isFinite(temperature))) {
      throw new IllegalArgumentException("temperature must be positive, got " + temperature);
    }
  }

  @Override
  public Allocation weights(AllocationInput input) {
    double largest = 0;
    for (int region = 0; region < input.regions(); region++) {
      largest = input.isLive(region) ? Math.max(largest, input.ratio().get(region)) : largest;
    }
    double top = largest;
    RegionVector focus =
        RegionVector.generate(
            input.regions(),
            region ->
                input.isLive(region)
                    ? StrictMath.exp((input.ratio().get(region) - top) / temperature)
                    : 0);
    return Allocation.unguarded(floors.under(focus, input));
  }
}
