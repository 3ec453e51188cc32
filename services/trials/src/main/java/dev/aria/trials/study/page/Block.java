package dev.aria.trials.study.page;

import dev.aria.trials.study.figure.Figure;
import java.util.ArrayList;
import java.util.List;

/** A piece of a report, before it becomes Markdown or HTML. */
public sealed interface Block {
  /** A paragraph of plain text. */
  record Prose(String text) implements Block {}

  /**
   * A table; its first column names the rows.
   *
   * @param headings one a column
   * @param rows cells of each row, as many as headings
   */
  record Grid(List<String> headings, List<List<String>> rows) implements Block {
    public Grid {
      headings = List.copyOf(headings);
      rows = rows.stream().map(List::copyOf).toList();
      int columns = headings.size();
      if (rows.stream().anyMatch(row -> row.size() != columns)) {
        throw new IllegalArgumentException("a row has other than %d cells".formatted(columns));
      }
    }

    /** The row that {@code name} and {@code cells} make. */
    public static List<String> row(String name, List<String> cells) {
      List<String> row = new ArrayList<>();
      row.add(name);
      row.addAll(cells);
      return row;
    }
  }

  /** A table for those who want every number: folded in HTML, left out of Markdown. */
  record Folded(String summary, Grid grid) implements Block {}

  /** Charts, in HTML only. */
  record Drawing(Figure figure) implements Block {}
}
