package dev.aria.trials.study;

import dev.aria.trials.study.report.StudyPage;
import dev.aria.trials.study.report.StudyReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
    write(stem.resolveSibling(name + ".md"), markdown(name, reports));
    write(stem.resolveSibling(name + ".html"), StudyPage.of(TITLE, reports));
  }

  private static String markdown(String name, List<StudyReport> reports) {
    return """
        # %s

        This page is written by `./aria study --report` from the raw data in [studies](studies). The same tables with figures are in `%s.html`, which opens in any browser.

        %s"""
        .formatted(
            TITLE,
            name,
            reports.stream()
                .map(report -> report.markdown().replaceAll("(?m)^#", "##"))
                .collect(Collectors.joining("\n")));
  }

  /** Puts {@code text} in the place of what was in {@code file}, all or nothing. */
  static void write(Path file, String text) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write " + file, failure);
    }
  }
}
