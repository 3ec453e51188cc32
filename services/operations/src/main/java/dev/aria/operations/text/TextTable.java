package dev.aria.operations.text;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;

/** A table of text with columns as wide as their widest cell. */
public final class TextTable {
  private static final int GAP = 2;

  private final int columns;
  private final List<List<String>> rows = new ArrayList<>();

  /** A table under {@code headings}. */
  public TextTable(String... headings) {
    columns = headings.length;
    row((Object[]) headings);
  }

  /**
   * Adds a row; doubles are shown with four decimals.
   *
   * @throws IllegalArgumentException when there are not as many cells as headings
   */
  public TextTable row(Object... cells) {
    if (cells.length != columns) {
      throw new IllegalArgumentException(
          "row of %d cells in a table of %d columns".formatted(cells.length, columns));
    }
    List<String> texts = new ArrayList<>();
    for (Object cell : cells) {
      texts.add(cell instanceof Double number ? "%.4f".formatted(number) : cell.toString());
    }
    rows.add(texts);
    return this;
  }

  @Override
  public String toString() {
    Column[] layout = new Column[columns];
    for (int c = 0; c < columns; c++) {
      layout[c] = new Column(width(c) + GAP, 0, Overflow.SPAN);
    }
    Help.TextTable table =
        Help.TextTable.forColumns(new ColorScheme.Builder(Ansi.OFF).build(), layout);
    rows.forEach(row -> table.addRowValues(row.toArray(String[]::new)));
    return table.toString();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
