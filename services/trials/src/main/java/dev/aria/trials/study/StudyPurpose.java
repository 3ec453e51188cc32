package dev.aria.trials.study;

/**
 * What a study is for. The two never share a split of the problem, so that nothing is confirmed on
 * data that it was chosen by.
 */
public enum StudyPurpose {
  /** Constants and rules are chosen by it; settings may be swept. */
  TUNING(1_000_000),
  /** What was chosen before is measured; nothing is swept. */
  CONFIRMATION(0);

  private final long firstSplit;

  StudyPurpose(long firstSplit) {
    this.firstSplit = firstSplit;
  }

  /**
   * Number of the problem's split for runs of {@code seed}.
   *
   * @param seed in [1, {@link Study#LARGEST_SEED}]
   */
  long split(long seed) {
    return firstSplit + seed;
  }
}
