package dev.aria.trials.study.page;

import dev.aria.operations.text.MarkdownTable;
import dev.aria.trials.study.page.Block.Grid;
import dev.aria.trials.study.page.Block.Prose;
import java.util.List;

/** A report as Markdown: its prose and tables, without its figures. */
public final class MarkdownText {
  private MarkdownText() {}

  /** A page under {@code title}; sections without prose and tables are left out. */
  public static String of(String title, List<Section> sections) {
    StringBuilder text = new StringBuilder("# " + escape(title) + "\n");
    for (Section section : sections) {
      String body = body(section);
      if (!body.isEmpty()) {
        text.append("\n## ").append(escape(section.title())).append("\n").append(body);
      }
    }
    return text.toString();
  }

  private static String body(Section section) {
    StringBuilder body = new StringBuilder();
    for (Block block : section.blocks()) {
      if (block instanceof Prose prose) {
        body.append("\n").append(escape(prose.text())).append("\n");
      } else if (block instanceof Grid grid) {
        body.append("\n").append(table(grid));
      }
    }
    return body.toString();
  }

  private static String table(Grid grid) {
    MarkdownTable table = new MarkdownTable(cells(grid.headings()));
    grid.rows().forEach(row -> table.row(cells(row)));
    return table.toString();
  }

  private static List<String> cells(List<String> row) {
    return row.stream().map(cell -> escape(cell).replace("|", "\\|")).toList();
  }

  private static String escape(String text) {
    return text.replaceAll("\\s+", " ").replaceAll("[\\\\`*_<]", "\\\\$0");
  }
}
