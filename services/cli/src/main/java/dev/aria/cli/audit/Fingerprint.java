package dev.aria.cli.audit;

import dev.aria.runtime.topic.Codec;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of a value as it travels: equal exactly when all of it is, tensors bit by bit. */
final class Fingerprint<T> {
  private final Codec<T> codec;

  Fingerprint(Codec<T> codec) {
    this.codec = codec;
  }

  /** In lower-case hexadecimal. */
  String of(T value) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(codec.encode(value)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("this Java has no SHA-256", impossible);
    }
  }
}
