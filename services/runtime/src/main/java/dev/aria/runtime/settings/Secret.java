package dev.aria.runtime.settings;

import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Secrets that stand in the settings themselves, in the environment, or in a file of their own. */
final class Secret {
  private static final int MOST_BYTES = 64 << 10;

  private Secret() {}

  /**
   * The secret under {@code key}, or the first line of the file under {@code key-file}; blank when
   * neither is given.
   */
  static String of(Config all, String key) {
    String given = all.getString(key);
    String file = all.getString(key + "-file");
    if (file.isBlank()) {
      return given;
    }
    if (!given.isBlank()) {
      throw new IllegalArgumentException(
          "both %s and %s-file are given; leave one of them out".formatted(key, key));
    }
    return read(key + "-file", Path.of(file));
  }

  /** The file under {@code key}, which must be there. */
  static Path file(String key, String name) {
    Path file = Path.of(name);
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new IllegalArgumentException(
          "%s is %s, which is no file that can be read; correct the path or the file's rights"
              .formatted(key, file.toAbsolutePath()));
    }
    return file;
  }

  private static String read(String key, Path name) {
    Path file = file(key, name.toString());
    try {
      String text =
          Files.size(file) > MOST_BYTES ? "" : Files.readString(file, StandardCharsets.UTF_8);
      String secret = text.stripTrailing();
      if (secret.isBlank() || secret.lines().count() > 1) {
        throw new IllegalArgumentException(
            "%s is %s, which must hold one line: the secret".formatted(key, file.toAbsolutePath()));
      }
      return secret;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s is %s, which cannot be read: %s".formatted(key, file.toAbsolutePath(), e), e);
    }
  }
}
