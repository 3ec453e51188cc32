package dev.aria.models.encoder;

import dev.aria.core.digest.Sha256;
import java.nio.ByteBuffer;

/** First 128 bits of the SHA-256 of a text in UTF-8. */
record TextKey(long high, long low) {
  static final int BYTES = 2 * Long.BYTES;

  static TextKey of(String text) {
    return read(ByteBuffer.wrap(new Sha256().add(text).bytes()));
  }

  static TextKey read(ByteBuffer source) {
    return new TextKey(source.getLong(), source.getLong());
  }

  void write(ByteBuffer target) {
    target.putLong(high).putLong(low);
  }
}
