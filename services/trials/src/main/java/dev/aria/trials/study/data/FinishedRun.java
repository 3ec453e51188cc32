package dev.aria.trials.study.data;

import java.util.List;

/**
 * All that is known of one finished run.
 *
 * @param run its row
 * @param measures its measures; some at its last step, each (step, measure, group) once
 * @param weights its weights over time; none of a contender without any
 */
public record FinishedRun(RunRow run, List<MeasureRow> measures, List<WeightRow> weights) {
  public FinishedRun {
    measures = List.copyOf(measures);
    weights = List.copyOf(weights);
    check(run.run(), measures);
    check(run.run(), weights);
    if (finals(run, measures).isEmpty()) {
      throw new IllegalArgumentException(
          "run of %s has no measure at its last step %d".formatted(run.run(), run.steps()));
    }
    long different =
        measures.stream()
            .map(row -> List.of(row.step(), row.measure(), row.group()))
            .distinct()
            .count();
    if (different != measures.size()) {
      throw new IllegalArgumentException(
          "run of %s has a (step, measure, group) twice".formatted(run.run()));
    }
  }

  private static void check(RunKey run, List<? extends StudyRow> rows) {
    rows.stream()
        .filter(row -> !row.run().equals(run))
        .findFirst()
        .ifPresent(
            row -> {
              throw new IllegalArgumentException(
                  "run of %s has a row of %s".formatted(run, row.run()));
            });
  }

  /** The measures at its last step. */
  public List<MeasureRow> finals() {
    return finals(run, measures);
  }

  private static List<MeasureRow> finals(RunRow run, List<MeasureRow> measures) {
    return measures.stream().filter(row -> row.step() == run.steps()).toList();
  }
}
