package dev.aria.core.allocation;

/**
 * Random Conditioning for the first batches, until there is something to go by.
 *
 * @param batches global steps of it
 */
record WarmUp(AllocationPolicy policy, long batches) implements AllocationPolicy {
  WarmUp {
    if (batches < 0) {
      throw new IllegalArgumentException("warm-up must be at least 0 batches, got " + batches);
    }
  }

  @Override
  public Allocation weights(AllocationInput input) {
    return input.steps() < batches ? new Allocation(input.base(), 0, 0) : policy.weights(input);
  }
}
