package dev.aria.trials.study.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The three files of a study. A run counts once its row stands in {@code runs.tsv}, which is
 * written last; rows of other runs in the other files are what a cut-short run left behind.
 */
record StudyFiles(
    RowTable<RunRow> runs, RowTable<MeasureRow> measures, RowTable<WeightRow> weights) {
  static StudyFiles in(Path folder) {
    return new StudyFiles(
        new RowTable<>(folder.resolve("runs.tsv"), RunRow.HEADING, RunRow::parse),
        new RowTable<>(folder.resolve("measures.tsv"), MeasureRow.HEADING, MeasureRow::parse),
        new RowTable<>(folder.resolve("weights.tsv"), WeightRow.HEADING, WeightRow::parse));
  }

  StudyData read() {
    List<RunRow> finished = runs.rows(run -> true);
    Set<RunKey> known = known(finished);
    try {
      return StudyData.of(finished, measures.rows(known::contains), weights.rows(known::contains));
    } catch (IllegalArgumentException mistake) {
      throw new IllegalStateException(
          "%s and the files beside it do not fit together: %s; mend them, or take another folder"
              .formatted(runs.file(), mistake.getMessage()),
          mistake);
    }
  }

  /** Drops what a cut-short run left behind, and writes the headings of files that are new. */
  void clean() {
    List<RunRow> finished = runs.rows(run -> true);
    Set<RunKey> known = known(finished);
    measures.keep(measures.rows(known::contains));
    weights.keep(weights.rows(known::contains));
    runs.keep(finished);
  }

  private static Set<RunKey> known(List<RunRow> finished) {
    return finished.stream().map(RunRow::run).collect(Collectors.toUnmodifiableSet());
  }

  /** Adds the rows of {@code run}, those that make it count last. */
  void add(FinishedRun run) {
    measures.add(run.measures());
    weights.add(run.weights());
    runs.add(List.of(run.run()));
  }
}
