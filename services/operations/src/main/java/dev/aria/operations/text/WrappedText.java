package dev.aria.operations.text;

import java.util.stream.Collectors;

/** Prose in lines that are not too long. Words, such as names of files, are never broken. */
public final class WrappedText {
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
    for (String word : line.split("(?<=\\S) +", -1)) {
      if (length == 0) {
        text.append(word);
        length = word.length();
      } else if (length + 1 + word.length() <= columns) {
        text.append(' ').append(word);
        length += 1 + word.length();
      } else {
        text.append('\n').append(indent).append(word);
        length = indent.length() + word.length();
      }
    }
    return text.toString();
  }
}
