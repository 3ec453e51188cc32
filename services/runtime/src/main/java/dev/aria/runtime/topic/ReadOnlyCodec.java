package dev.aria.runtime.topic;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Records that are only looked at, in a form that nobody writes.
 *
 * @param reading value of a record's bytes and headers; throws {@link Undecodable} for others
 */
public record ReadOnlyCodec<T>(BiFunction<ByteBuffer, Map<String, String>, T> reading)
    implements Codec<T> {
  @Override
  public byte[] encode(T value) {
    throw new UnsupportedOperationException("these records are only looked at");
  }

  @Override
  public T decode(ByteBuffer bytes) {
    return decode(bytes, Map.of());
  }

  @Override
  public T decode(ByteBuffer bytes, Map<String, String> headers) {
    return reading.apply(bytes, headers);
  }
}
