package dev.aria.core.record;

/** Rules for the text of prompts, whichever way it comes. */
final class PromptText {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private PromptText() {}

  /** {@code text} without the white space and byte order marks around it. */
  static String stripped(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSurrounding(text.charAt(start))) {
      start++;
    }
    while (start < end && isSurrounding(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** All white space of Unicode lies in the basic plane, one {@code char} each. */
  private static boolean isSurrounding(char c) {
    return c == BYTE_ORDER_MARK || Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /**
   * @throws IllegalArgumentException when {@code text} shows nothing, or cannot be text
   */
  static void check(String name, String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException(name + " must not be blank");
    }
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (c == 0) {
        throw new IllegalArgumentException(
            name + " holds the character U+0000, as UTF-16 read as UTF-8 does; write UTF-8");
      }
      if (Character.getType(c) == Character.SURROGATE) {
        throw new IllegalArgumentException(
            "%s holds the unpaired surrogate U+%04X at character %d".formatted(name, c, i));
      }
    }
    if (text.codePoints().allMatch(PromptText::isInvisible)) {
      throw new IllegalArgumentException(name + " holds only invisible characters");
    }
  }

  private static boolean isInvisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> isFiller(c) || isVariationSelector(c);
    };
  }

  /** Letters and symbols that are drawn as nothing: Hangul fillers, blank braille, joiner. */
  private static boolean isFiller(int c) {
    return c == 0x034F || c == 0x115F || c == 0x1160 || c == 0x2800 || c == 0x3164 || c == 0xFFA0;
  }

  private static boolean isVariationSelector(int c) {
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
  }
}
