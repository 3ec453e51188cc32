package dev.aria.data.source;

import java.util.List;
import java.util.Locale;

/** Names of picture files. */
final class PictureFiles {
  static final List<String> ENDINGS = List.of("jpg", "jpeg", "png", "webp", "gif", "bmp");

  /** Largest file of a picture that is read into memory. */
  static final long MOST_BYTES = 256L << 20;

  private PictureFiles() {}

  static boolean isPicture(String name) {
    return ENDINGS.contains(ending(name));
  }

  /** What follows the last dot, in lower case; empty without a dot. */
  static String ending(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  /** {@code name} without its ending. */
  static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }
}
