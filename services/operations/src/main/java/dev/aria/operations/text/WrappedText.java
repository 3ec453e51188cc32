package dev.aria.operations.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Prose in lines that are not too long. Words, such as names of files, are never broken. */
public final class WrappedText {
  /** With the spaces before it, which may keep columns apart. */
  private static final Pattern WORD = Pattern.compile(" *[^ ]+");

  private final int columns;
  private final String indent;

  /**
   * @param columns most of a line, unless a word alone has more
   * @param indent before each line that was not one before
   */
  public WrappedText(int columns, String indent) {
    this.columns = columns;
    this.indent = indent;
  }

  /** {@code text}, whose own lines stay. */
  public String of(String text) {
    return text.lines().map(this::wrapped).collect(Collectors.joining("\n"));
  }

  private String wrapped(String line) {
    if (line.length() <= columns) {
      return line;
    }
    StringBuilder text = new StringBuilder();
    int length = 0;
    Matcher words = WORD.matcher(line);
    while (words.find()) {
      String word = words.group();
      if (length == 0 || length + word.length() <= columns) {
        text.append(word);
        length += word.length();
      } else {
        text.append('\n').append(indent).append(word.stripLeading());
        length = indent.length() + word.stripLeading().length();
      }
    }
    return text.toString();
  }
}
