package dev.aria.trainer;

/**
 * A gradient that another trainer of the student has found.
 *
 * @param step global step
 * @param history fingerprint of what its writer had learned before that step, in its arithmetic
 * @param writer who wrote it
 * @param gradient what it found
 */
record PeerGradient(long step, long history, String writer, Gradient gradient) {
  /** Whether {@code other} holds the same bits, whoever found them. */
  boolean isSameAs(PeerGradient other) {
    return step == other.step
        && history == other.history
        && gradient.span().equals(other.gradient().span());
  }
}
