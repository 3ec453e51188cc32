package dev.aria.trials.study.page;

import dev.aria.trials.study.figure.Markup;
import dev.aria.trials.study.page.Block.Drawing;
import dev.aria.trials.study.page.Block.Folded;
import dev.aria.trials.study.page.Block.Grid;
import dev.aria.trials.study.page.Block.Prose;
import java.util.List;
import java.util.stream.Collectors;

/** Sections of a report as HTML elements. */
public final class HtmlText {
  private HtmlText() {}

  /** The elements of {@code sections}; those without blocks are left out. */
  public static String of(List<Section> sections) {
    return sections.stream()
        .filter(section -> !section.blocks().isEmpty())
        .map(HtmlText::section)
        .collect(Collectors.joining());
  }

  private static String section(Section section) {
    return "<h3>%s</h3>\n".formatted(Markup.escape(section.title()))
        + section.blocks().stream().map(HtmlText::block).collect(Collectors.joining());
  }

  private static String block(Block block) {
    if (block instanceof Prose prose) {
      return "<p>%s</p>\n".formatted(Markup.escape(prose.text()));
    }
    if (block instanceof Grid grid) {
      return table(grid);
    }
    if (block instanceof Folded folded) {
      return "<details><summary>%s</summary>\n%s</details>\n"
          .formatted(Markup.escape(folded.summary()), table(folded.grid()));
    }
    return ((Drawing) block).figure().html();
  }

  private static String table(Grid grid) {
    return "<div class=\"scroll\"><table>\n<thead>%s</thead>\n<tbody>\n%s\n</tbody></table></div>\n"
        .formatted(
            row("th", grid.headings()),
            grid.rows().stream().map(row -> row("td", row)).collect(Collectors.joining("\n")));
  }

  /** Keeps a number and its unit, and the ends of an interval, on one line. */
  private static String unbroken(String cell) {
    return cell.endsWith("]") ? cell.replace(" %", "\u00a0%").replace(", ", ",\u00a0") : cell;
  }

  private static String row(String element, List<String> cells) {
    return cells.stream()
        .map(cell -> "<%1$s>%2$s</%1$s>".formatted(element, Markup.escape(unbroken(cell))))
        .collect(Collectors.joining("", "<tr>", "</tr>"));
  }
}
