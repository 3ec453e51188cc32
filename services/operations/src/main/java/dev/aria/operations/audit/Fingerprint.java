package dev.aria.operations.audit;

import dev.aria.core.digest.Sha256;
import dev.aria.runtime.topic.Codec;

/** SHA-256 of a value as it travels: equal exactly when all of it is, tensors bit by bit. */
final class Fingerprint<T> {
  private final Codec<T> codec;

  Fingerprint(Codec<T> codec) {
    this.codec = codec;
  }

  /** In lower-case hexadecimal. */
  String of(T value) {
    return Sha256.of(codec.encode(value));
  }
}
