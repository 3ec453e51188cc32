package dev.aria.models.codec;

import dev.aria.core.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over words and tensors. */
final class ContentDigest {
  private final MessageDigest sha256;

  ContentDigest(String kind) {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    sha256.update(kind.getBytes(StandardCharsets.UTF_8));
  }

  ContentDigest add(Tensor tensor) {
    sha256.update((tensor.shape() + ":" + tensor.type()).getBytes(StandardCharsets.UTF_8));
    sha256.update(tensor.bytes());
    return this;
  }

  ContentDigest add(byte[] bytes) {
    sha256.update(bytes);
    return this;
  }

  String hex() {
    return HexFormat.of().formatHex(sha256.digest());
  }
}
