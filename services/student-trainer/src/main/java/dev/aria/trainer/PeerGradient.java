package dev.aria.trainer;

/**
 * A gradient that another trainer of the student has found.
 *
 * @param step global step
 * @param history fingerprint of what its writer had learned before that step
 * @param writer who wrote it
 * @param gradient what it found
 */
record PeerGradient(long step, long history, String writer, Gradient gradient) {}
