package dev.aria.runtime.pairs;

import java.util.Optional;

/**
 * A caption as a shard stores it: its text and, where it names a teacher, U+0000 and that name
 * behind it. No text holds that character, so a set whose captions name none is stored as it always
 * was.
 */
public final class StoredCaption {
  private static final char SEPARATOR = 0;

  private StoredCaption() {}

  /**
   * What is stored.
   *
   * @throws IllegalArgumentException when the text holds U+0000
   */
  public static String of(String text, Optional<String> teacher) {
    if (text.indexOf(SEPARATOR) >= 0) {
      throw new IllegalArgumentException("a caption holds the character U+0000, which none may");
    }
    return teacher.map(name -> text + SEPARATOR + name).orElse(text);
  }

  static String text(String stored) {
    int end = stored.indexOf(SEPARATOR);
    return end < 0 ? stored : stored.substring(0, end);
  }

  static Optional<String> teacher(String stored) {
    int end = stored.indexOf(SEPARATOR);
    return end < 0 ? Optional.empty() : Optional.of(stored.substring(end + 1));
  }

  /** Whether {@code utf8} is the separator, which no longer character holds as a part. */
  static boolean isSeparator(byte utf8) {
    return utf8 == SEPARATOR;
  }
}
