package dev.aria.models.encoder;

import dev.aria.models.model.FileDigest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** First 128 bits of the SHA-256 of a text in UTF-8. */
record TextKey(long high, long low) {
  static final int BYTES = 2 * Long.BYTES;

  static TextKey of(String text) {
    byte[] digest = FileDigest.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    return read(ByteBuffer.wrap(digest));
  }

  static TextKey read(ByteBuffer source) {
    return new TextKey(source.getLong(), source.getLong());
  }

  void write(ByteBuffer target) {
    target.putLong(high).putLong(low);
  }
}
