package dev.aria.core.allocation;

/** p = 1/R: every region alike. */
record StratifiedPolicy() implements AllocationPolicy {
  @Override
  public Allocation weights(AllocationInput input) {
    return Allocation.unguarded(
        RegionVector.generate(input.regions(), region -> input.isLive(region) ? 1 : 0)
            .normalised());
  }
}
