package dev.aria.trials.study.report;

import dev.aria.trials.study.page.Block;
import dev.aria.trials.study.page.Block.Grid;
import dev.aria.trials.study.page.Block.Prose;
import dev.aria.trials.study.page.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** How much better or worse each contender is than the others, paired by seed. */
final class ChangesSection {
  private ChangesSection() {}

  static List<Section> of(StudyRuns runs) {
    String baseline = runs.facts().baseline();
    List<String> others =
        runs.contenders().stream().filter(name -> !name.equals(baseline)).toList();
    return List.of(
        new Section(
            "Change against the baseline %s, in percent".formatted(baseline),
            others.isEmpty() ? List.of() : toBaseline(runs, others)),
        new Section(
            "Change from the static rules to %s, in percent".formatted(runs.facts().adaptive()),
            rules(runs).isEmpty() ? List.of() : toStatics(runs)));
  }

  private static List<Block> toBaseline(StudyRuns runs, List<String> others) {
    String baseline = runs.facts().baseline();
    List<List<String>> rows =
        others.stream()
            .map(name -> Grid.row(name, cells(m -> runs.change(name, baseline, m))))
            .toList();
    return List.of(
        new Grid(headings("contender"), rows),
        new Prose(
            ("Mean of (value / value of %s at the same seed - 1), with the 95 %% interval of "
                    + "Student's t with n - 1 degrees of freedom over n seeds; one seed has no "
                    + "interval. Below 0 is better, except in columns marked ↑. Of many intervals, one "
                    + "in twenty misses the true value by chance alone.")
                .formatted(baseline)));
  }

  /** Static rules with runs, but for the adaptive contender itself. */
  private static List<String> rules(StudyRuns runs) {
    return runs.facts().statics().stream()
        .filter(name -> !name.equals(runs.facts().adaptive()))
        .filter(name -> !runs.of(name).isEmpty())
        .toList();
  }

  private static List<Block> toStatics(StudyRuns runs) {
    String adaptive = runs.facts().adaptive();
    List<List<String>> rows = new ArrayList<>();
    for (String rule : rules(runs)) {
      rows.add(Grid.row(rule, cells(m -> runs.change(adaptive, rule, m))));
    }
    rows.add(
        Grid.row(
            "best of them",
            cells(m -> runs.bestStatic(m).flatMap(rule -> runs.change(adaptive, rule, m)))));
    rows.add(
        Grid.row(
            "which is",
            FinalMeasure.COLUMNS.stream()
                .map(m -> runs.bestStatic(m).orElse(ReportNumbers.NONE))
                .toList()));
    return List.of(
        new Grid(headings("static rule"), rows),
        new Prose(
            "As above, each row with another reference. The best static rule is chosen "
                + "for each measure by its mean in these same runs. This choice after the fact "
                + "favours the static rule."));
  }

  private static List<String> headings(String first) {
    return Stream.concat(Stream.of(first), FinalMeasure.COLUMNS.stream().map(FinalMeasure::title))
        .toList();
  }

  private static List<String> cells(Function<FinalMeasure, Optional<Interval>> change) {
    return FinalMeasure.COLUMNS.stream()
        .map(change)
        .map(interval -> interval.map(ReportNumbers::change).orElse(ReportNumbers.NONE))
        .toList();
  }
}
