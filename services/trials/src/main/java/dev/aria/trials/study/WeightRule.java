package dev.aria.trials.study;

/** Where a contender's sampling weights come from. */
public sealed interface WeightRule {
  /** From the policy that its settings name. */
  record Policy() implements WeightRule {}

  /** From what the pairs leave uncovered: {@link GapShares}. */
  record Gap() implements WeightRule {}

  /**
   * The weights of another contender's run at the same seed, averaged over its steps.
   *
   * @param contender its name
   */
  record MeanOf(String contender) implements WeightRule {}

  /**
   * From the policy, fed with the held-out discrepancy in the place of the tracked one, on a third
   * of the prompts that students are measured by. It uses what no run can know, and shows what the
   * rule would gain with a better signal.
   */
  record Oracle() implements WeightRule {}
}
