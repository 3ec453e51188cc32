package dev.aria.models.codec;

import dev.aria.core.tensor.Tensor;
import dev.aria.models.model.FileDigest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** SHA-256 over words and tensors. */
final class ContentDigest {
  private final MessageDigest sha256 = FileDigest.sha256();

  ContentDigest(String kind) {
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
