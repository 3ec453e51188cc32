package dev.aria.trials.study.report;

import dev.aria.trials.study.page.Block.Grid;
import dev.aria.trials.study.page.Block.Prose;
import dev.aria.trials.study.page.Section;
import java.util.List;
import java.util.stream.Collectors;

/** The aims of the study and whether they are reached. */
final class AimsSection {
  private AimsSection() {}

  static Section of(StudyRuns runs, List<Aim> aims) {
    if (aims.isEmpty()) {
      return new Section("Aims", List.of());
    }
    List<List<String>> rows = aims.stream().map(aim -> row(aim, AimOutcome.of(aim, runs))).toList();
    return new Section(
        "Aims",
        List.of(
            new Grid(List.of("aim", "measured", "95 % interval", "reached?"), rows),
            new Prose(
                ("Measured is the change from the reference to %s, paired by seed. An aim is "
                        + "reached when the whole interval is on its good side, and on average only "
                        + "when the mean is but a part of the interval is not.")
                    .formatted(runs.facts().adaptive())),
            new Prose(inShort(runs))));
  }

  /** What becomes of the baseline's measures under the adaptive contender, in one line. */
  private static String inShort(StudyRuns runs) {
    StudyFacts facts = runs.facts();
    return "In short, from %s to %s, %d steps of as many samples each, with 95 %% intervals: %s."
        .formatted(
            facts.baseline(),
            facts.adaptive(),
            facts.steps(),
            FinalMeasure.IN_SHORT.stream()
                .flatMap(
                    measure ->
                        runs.change(facts.adaptive(), facts.baseline(), measure).stream()
                            .map(change -> measure.title() + " " + ReportNumbers.change(change)))
                .collect(Collectors.joining(", ")));
  }

  private static List<String> row(Aim aim, AimOutcome outcome) {
    return List.of(aim.text(), outcome.measured(), outcome.range(), outcome.reached());
  }
}
