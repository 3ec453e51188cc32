package dev.aria.operations.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A Markdown table, its cells padded so that it reads well as plain text too. */
public final class MarkdownTable {
  private final int columns;
  private final List<List<String>> rows = new ArrayList<>();

  /** A table under {@code headings}. */
  public MarkdownTable(List<String> headings) {
    columns = headings.size();
    row(headings);
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException when there are not as many cells as headings
   */
  public MarkdownTable row(List<String> cells) {
    if (cells.size() != columns) {
      throw new IllegalArgumentException(
          "row of %d cells in a table of %d columns".formatted(cells.size(), columns));
    }
    rows.add(List.copyOf(cells));
    return this;
  }

  @Override
  public String toString() {
    int[] widths = IntStream.range(0, columns).map(this::width).toArray();
    StringBuilder text = new StringBuilder();
    line(text, rows.get(0), widths);
    line(text, IntStream.of(widths).mapToObj("-"::repeat).toList(), widths);
    rows.stream().skip(1).forEach(row -> line(text, row, widths));
    return text.toString();
  }

  private static void line(StringBuilder text, List<String> cells, int[] widths) {
    for (int c = 0; c < widths.length; c++) {
      String cell = cells.get(c);
      text.append("| ").append(cell).append(" ".repeat(widths[c] - cell.length() + 1));
    }
    text.append("|\n");
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
