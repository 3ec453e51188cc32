package dev.aria.core.allocation;

/**
 * q = pi sqrt(E d^2) over its sum: the draws under which an estimate with importance weights has
 * the least variance. Meant for {@link Objective#PRESERVE}.
 */
record VariancePolicy(Floors floors) implements AllocationPolicy {
  @Override
  public Allocation weights(AllocationInput input) {
    RegionVector focus =
        RegionVector.generate(
            input.regions(),
            region -> input.base().get(region) * input.rootMeanSquare().get(region));
    return Allocation.unguarded(floors.under(focus, input));
  }
}
