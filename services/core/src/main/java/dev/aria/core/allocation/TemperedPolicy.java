package dev.aria.core.allocation;

/**
 * q = pi^a over its sum: flattens the base shares without any feedback, and takes most of the gain
 * over Random Conditioning.
 *
 * @param a 1 leaves the base shares, 0 makes them equal
 */
record TemperedPolicy(double a, Floors floors) implements AllocationPolicy {
  TemperedPolicy {
    if (!(a >= 0 && a <= 1)) {
      throw new IllegalArgumentException("a must be in [0, 1], got " + a);
    }
  }

  @Override
  public Allocation weights(AllocationInput input) {
    RegionVector focus =
        RegionVector.generate(
            input.regions(),
            region -> input.isLive(region) ? StrictMath.pow(input.base().get(region), a) : 0);
    return Allocation.unguarded(floors.under(focus, input));
  }
}
