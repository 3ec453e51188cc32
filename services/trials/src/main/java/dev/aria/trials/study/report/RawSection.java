package dev.aria.trials.study.report;

import dev.aria.trials.study.data.FinishedRun;
import dev.aria.trials.study.data.RunRow;
import dev.aria.trials.study.page.Block.Folded;
import dev.aria.trials.study.page.Block.Grid;
import dev.aria.trials.study.page.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Every run on its own. */
final class RawSection {
  private static final int SHA_CHARACTERS = 12;

  private RawSection() {}

  static Section of(StudyRuns runs) {
    List<String> headings =
        Stream.of(
                Stream.of("contender", "seed"),
                FinalMeasure.COLUMNS.stream().map(FinalMeasure::title),
                Stream.of("samples", "teacher passes", "seconds", "settings", "student"))
            .flatMap(titles -> titles)
            .toList();
    List<List<String>> rows =
        runs.contenders().stream()
            .flatMap(name -> runs.of(name).stream())
            .map(RawSection::row)
            .toList();
    return new Section(
        "Every run",
        List.of(
            new Folded(
                "Final values of all %d runs".formatted(rows.size()), new Grid(headings, rows))));
  }

  private static List<String> row(FinishedRun finished) {
    RunRow run = finished.run();
    List<String> cells = new ArrayList<>();
    cells.add(Long.toString(run.run().seed()));
    for (FinalMeasure measure : FinalMeasure.COLUMNS) {
      OptionalDouble value = measure.of(finished);
      cells.add(value.isEmpty() ? ReportNumbers.NONE : ReportNumbers.value(value.getAsDouble()));
    }
    cells.add(ReportNumbers.count((double) run.samples()));
    cells.add(ReportNumbers.count((double) run.teacherPasses()));
    cells.add(ReportNumbers.count(run.seconds()));
    cells.add(run.settings());
    cells.add(
        run.studentSha256().substring(0, Math.min(SHA_CHARACTERS, run.studentSha256().length())));
    return Grid.row(run.run().contender(), cells);
  }
}
