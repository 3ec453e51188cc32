package dev.aria.trials.study;

import dev.aria.core.file.WholeFile;
import dev.aria.trials.study.report.StudyPage;
import dev.aria.trials.study.report.StudyReport;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** One report on several studies, from their raw data alone. */
public final class StudyReports {
  private static final String TITLE = "What steering gains";

  private StudyReports() {}

  /**
   * Writes {@code STEM.md} with the tables and {@code STEM.html} with tables and figures.
   *
   * @param results folder that holds the folders of the studies
   * @throws IllegalStateException when raw data cannot be read
   */
  public static void write(List<Study> studies, Path results, Path stem) {
    List<StudyReport> reports =
        studies.stream().map(study -> new StudyRecord(study, results).report()).toList();
    String name = String.valueOf(stem.getFileName());
    Path folder = stem.toAbsolutePath().normalize().resolveSibling("");
    Path link = folder.relativize(results.toAbsolutePath().normalize());
    WholeFile.replace(stem.resolveSibling(name + ".md"), markdown(name, link, reports));
    WholeFile.replace(stem.resolveSibling(name + ".html"), StudyPage.of(TITLE, reports));
  }

  private static String markdown(String name, Path link, List<StudyReport> reports) {
    return """
        # %1$s

        This page is written by `./aria study --report` from the raw data in [%2$s](%2$s). The same tables with figures are in `%3$s.html`, which opens in any browser.

        %4$s"""
        .formatted(
            TITLE,
            link,
            name,
            reports.stream()
                .map(report -> report.markdown().replaceAll("(?m)^#", "##"))
                .collect(Collectors.joining("\n")));
  }
}
