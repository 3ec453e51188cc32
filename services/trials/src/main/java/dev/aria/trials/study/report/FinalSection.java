package dev.aria.trials.study.report;

import dev.aria.trials.study.data.StudyMeasure;
import dev.aria.trials.study.page.Block;
import dev.aria.trials.study.page.Block.Grid;
import dev.aria.trials.study.page.Block.Prose;
import dev.aria.trials.study.page.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** The measures of the trained students: mean over seeds. */
final class FinalSection {
  private static final FinalMeasure TEACHER =
      new FinalMeasure(StudyMeasure.TEACHER_RETRIEVAL, "unpaired", "retrieval of the teacher");

  private FinalSection() {}

  static Section of(StudyRuns runs) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(table(runs));
    blocks.add(
        new Prose(
            "Means over seeds; lower is better, except in columns marked ↑. Macro counts "
                + "every region the same, natural by its share of the corpus. Worst decile is "
                + "the mean of the worst tenth of the regions. Unpaired prompts are about what "
                + "no picture of the paired set shows. Rare ones are about the half of the "
                + "names that have the fewest prompts."));
    teacher(runs)
        .ifPresent(
            value ->
                blocks.add(
                    new Prose(
                        "The teacher itself has a retrieval of %s over the unpaired prompts."
                            .formatted(ReportNumbers.value(value)))));
    return new Section("Final measures", blocks);
  }

  private static Grid table(StudyRuns runs) {
    List<String> headings =
        Stream.of(
                Stream.of("contender", "seeds"),
                FinalMeasure.COLUMNS.stream().map(FinalMeasure::title),
                Stream.of("teacher passes"))
            .flatMap(titles -> titles)
            .toList();
    return new Grid(headings, runs.contenders().stream().map(name -> row(name, runs)).toList());
  }

  private static List<String> row(String name, StudyRuns runs) {
    List<String> cells = new ArrayList<>();
    cells.add(Integer.toString(runs.of(name).size()));
    for (FinalMeasure measure : FinalMeasure.COLUMNS) {
      OptionalDouble mean = runs.mean(name, measure);
      cells.add(mean.isEmpty() ? ReportNumbers.NONE : ReportNumbers.value(mean.getAsDouble()));
    }
    cells.add(
        ReportNumbers.count(
            runs.of(name).stream()
                .mapToLong(run -> run.run().teacherPasses())
                .average()
                .orElseThrow()));
    return Grid.row(name, cells);
  }

  private static OptionalDouble teacher(StudyRuns runs) {
    return runs.contenders().stream()
        .flatMap(name -> runs.values(name, TEACHER).values().stream())
        .mapToDouble(Double::doubleValue)
        .average();
  }
}
