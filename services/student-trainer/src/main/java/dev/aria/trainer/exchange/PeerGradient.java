package dev.aria.trainer.exchange;

import dev.aria.trainer.student.Gradient;

/**
 * A gradient that another trainer of the student has computed.
 *
 * @param step global step
 * @param history fingerprint of what its writer had learned before that step, in its arithmetic
 * @param writer name of the trainer that computed it
 * @param gradient what it computed
 */
public record PeerGradient(long step, long history, String writer, Gradient gradient) {
  /** Whether {@code other} holds the same bits, whoever computed them. */
  boolean isSameAs(PeerGradient other) {
    return step == other.step
        && history == other.history
        && gradient.span().equals(other.gradient().span());
  }
}
