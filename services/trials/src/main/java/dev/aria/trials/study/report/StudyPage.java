package dev.aria.trials.study.report;

import dev.aria.trials.study.figure.Figure;
import dev.aria.trials.study.figure.Markup;
import dev.aria.trials.study.page.HtmlText;
import java.util.List;
import java.util.stream.Collectors;

/** Reports of several studies as one HTML file that needs no other. */
public final class StudyPage {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --paper: #ffffff; --ink: #1b1b1b; --edge: #d0d0d0; }
      @media (prefers-color-scheme: dark) { :root { --paper: #161616; --ink: #e8e8e8; --edge: #444444; } }
      body { margin: 2rem auto; padding: 0 1rem; max-width: 80rem; font: 16px/1.5 system-ui, sans-serif; background: var(--paper); color: var(--ink); }
      p { max-width: 62rem; }
      a { color: inherit; }
      .scroll { overflow-x: auto; }
      table { border-collapse: collapse; font-size: 0.85rem; font-variant-numeric: tabular-nums; margin: 0.8rem 0; }
      th, td { padding: 0.3rem 0.7rem; border-bottom: 1px solid var(--edge); text-align: left; vertical-align: top; }
      section { margin-top: 3rem; border-top: 1px solid var(--edge); }
      """;

  private StudyPage() {}

  /**
   * The page.
   *
   * @param title its heading
   * @param reports the studies, in their order on the page
   */
  public static String of(String title, List<StudyReport> reports) {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%1$s</title>
        <style>
        %2$s%3$s</style>
        </head>
        <body>
        <h1>%1$s</h1>
        <ul>
        %4$s
        </ul>
        %5$s
        </body>
        </html>
        """
        .formatted(
            Markup.escape(title),
            STYLE,
            Figure.STYLE,
            reports.stream().map(StudyPage::link).collect(Collectors.joining("\n")),
            reports.stream().map(StudyPage::study).collect(Collectors.joining("\n")));
  }

  private static String link(StudyReport report) {
    return "<li><a href=\"#%s\">%s</a></li>"
        .formatted(Markup.escape(report.name()), Markup.escape(report.title()));
  }

  private static String study(StudyReport report) {
    return "<section id=\"%s\">\n<h2>%s</h2>\n%s</section>"
        .formatted(
            Markup.escape(report.name()),
            Markup.escape(report.title()),
            HtmlText.of(report.sections()));
  }
}
