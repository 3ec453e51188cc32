package dev.aria.core.allocation;

/** A sampling rule; a pure function. */
@FunctionalInterface
public interface AllocationPolicy {

  /** The weights for the draws to come. */
  Allocation weights(AllocationInput input);
}
