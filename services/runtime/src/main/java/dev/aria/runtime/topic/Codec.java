package dev.aria.runtime.topic;

import java.nio.ByteBuffer;

/**
 * Turns values of one topic into bytes and back; {@code decode(encode(x))} equals {@code x}.
 *
 * @param <T> value of the topic
 */
public interface Codec<T> {
  /** The value as bytes. */
  byte[] encode(T value);

  /**
   * The value in {@code bytes}, which may be kept as a view.
   *
   * @throws Undecodable when the bytes are no such value; the message says what is wrong with them
   */
  T decode(ByteBuffer bytes);
}
