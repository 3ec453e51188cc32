package dev.aria.runtime.topic;

import java.nio.ByteBuffer;
import java.util.Map;

/**
 * Turns values of one topic into bytes and back; {@code decode(encode(x), headers(x))} equals
 * {@code x}.
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

  /** Headers that a reader needs to decode {@code value}; none unless a codec says otherwise. */
  default Map<String, String> headers(T value) {
    return Map.of();
  }

  /**
   * The value in {@code bytes} as the record's headers (names in lower case) describe it.
   *
   * @throws Undecodable when the bytes are no such value; the message says what is wrong with them
   */
  default T decode(ByteBuffer bytes, Map<String, String> headers) {
    return decode(bytes);
  }
}
