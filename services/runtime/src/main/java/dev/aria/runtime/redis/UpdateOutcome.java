package dev.aria.runtime.redis;

/** What became of an {@link Update}. */
public sealed interface UpdateOutcome {
  /** Redis holds the state that the update led to, from this call or an earlier one. */
  record Applied() implements UpdateOutcome {}

  /**
   * Redis holds another state than the update began at; nothing was changed.
   *
   * @param stored what Redis holds: take it up, seek to its offsets and fold from there
   */
  record Elsewhere(StatisticsSnapshot stored) implements UpdateOutcome {}

  /**
   * A later allocator has taken over; nothing was changed, and this one must stop.
   *
   * @param term the later one's
   */
  record Superseded(long term) implements UpdateOutcome {}

  /**
   * Redis holds something under the key that nobody can go on from; nothing was changed.
   *
   * @param reason what is wrong with it
   */
  record Unreadable(String reason) implements UpdateOutcome {}
}
