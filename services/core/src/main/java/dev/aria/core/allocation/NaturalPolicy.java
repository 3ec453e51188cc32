package dev.aria.core.allocation;

/** p = pi: Random Conditioning's own draws (arXiv 2504.02011). */
record NaturalPolicy() implements AllocationPolicy {
  @Override
  public Allocation weights(AllocationInput input) {
    return Allocation.unguarded(input.base());
  }
}
