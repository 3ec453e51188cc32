package dev.aria.trials.study.report;

import dev.aria.trials.study.page.Block.Grid;
import dev.aria.trials.study.page.Block.Prose;
import dev.aria.trials.study.page.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How many of the reference's teacher passes a contender needs to get as far. */
final class PassesSection {
  private PassesSection() {}

  static Section of(StudyRuns runs) {
    String title = "Teacher passes to the same macro discrepancy";
    String baseline = runs.facts().baseline();
    if (runs.of(baseline).isEmpty()) {
      return new Section(title, List.of());
    }
    List<List<String>> rows = new ArrayList<>();
    for (String contender : runs.contenders()) {
      rows.add(row(contender, baseline, runs));
    }
    Optional<String> best = runs.bestStatic(FinalMeasure.MACRO);
    if (best.isPresent() && !runs.of(runs.facts().adaptive()).isEmpty()) {
      rows.add(row(runs.facts().adaptive(), best.get(), runs));
    }
    return new Section(
        title,
        List.of(
            new Grid(
                List.of("contender", "to the final macro of", "share of its passes", "seeds"),
                rows),
            new Prose(
                "Teacher passes at which the macro discrepancy is first as low as the "
                    + "final one of the reference at the same seed, by straight lines along "
                    + "the learning curve, as a share of all passes of the reference. Mean and "
                    + "95 % interval are over the seeds in which the contender gets there: "
                    + "where it does not in some, they flatter it.")));
  }

  private static List<String> row(String contender, String reference, StudyRuns runs) {
    PassesToTarget passes = PassesToTarget.of(runs, contender, reference);
    return List.of(contender, reference, passes.text(), passes.reached());
  }
}
