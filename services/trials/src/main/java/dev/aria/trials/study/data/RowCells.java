package dev.aria.trials.study.data;

import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** The cells of one row, taken from left to right. */
final class RowCells {
  private static final String TAB = "\t";

  private final Iterator<String> columns;
  private final Iterator<String> cells;

  private RowCells(List<String> columns, List<String> cells) {
    this.columns = columns.iterator();
    this.cells = cells.iterator();
  }

  /**
   * The cells of {@code line}, a row under {@code heading}.
   *
   * @throws IllegalArgumentException when there are not as many cells as columns
   */
  static RowCells of(String heading, String line) {
    List<String> columns = List.of(heading.split(TAB, -1));
    List<String> cells = List.of(line.split(TAB, -1));
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          "has %d fields, must have %d".formatted(cells.size(), columns.size()));
    }
    return new RowCells(columns, cells);
  }

  /** A row of {@code cells}. */
  static String line(Object... cells) {
    StringBuilder line = new StringBuilder();
    for (Object cell : cells) {
      line.append(line.isEmpty() ? "" : TAB).append(cell);
    }
    return line.toString();
  }

  String text() {
    columns.next();
    return cells.next();
  }

  int integer() {
    return number("a whole number", Integer::valueOf);
  }

  long longInteger() {
    return number("a whole number", Long::valueOf);
  }

  double real() {
    return number("a number", Double::valueOf);
  }

  private <T> T number(String what, Function<String, T> parse) {
    String column = columns.next();
    String cell = cells.next();
    try {
      return parse.apply(cell);
    } catch (NumberFormatException mistake) {
      throw new IllegalArgumentException(
          "%s is '%s', must be %s".formatted(column, cell, what), mistake);
    }
  }
}
