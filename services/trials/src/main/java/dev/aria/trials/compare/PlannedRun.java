package dev.aria.trials.compare;

/**
 * One run of a comparison.
 *
 * @param seed seed of its draws and of its student's first weights
 * @param policy name of its allocation policy
 */
record PlannedRun(long seed, String policy) {
  /** Name of the run in comparison {@code comparison}. */
  String name(String comparison) {
    return "compare-%s-s%s-%s".formatted(comparison, seed, policy);
  }

  @Override
  public String toString() {
    return "seed %d, %s".formatted(seed, policy);
  }
}
