package dev.aria.trials.study.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finished runs with made-up values. */
public final class MadeUpRuns {
  private static final String SHA = "ab".repeat(32);

  private MadeUpRuns() {}

  /** The row of a run of 100 steps with {@code passes} teacher passes. */
  public static RunRow row(RunKey run, long passes) {
    return new RunRow(run, "0123abcd", 100, 6400, passes, "f92cfdc5", SHA, 12.5);
  }

  /** A measure of {@code run} at its last step. */
  public static MeasureRow last(RunRow run, StudyMeasure measure, String group, double value) {
    return new MeasureRow(run.run(), run.steps(), run.teacherPasses(), measure, group, value, 288);
  }

  /** A run of which nothing but the final macro is known. */
  public static FinishedRun macro(String contender, long seed, double macro) {
    return run(contender, seed, Map.of("macro", macro));
  }

  /** A run with a noise-mse of each group at its last step. */
  public static FinishedRun run(String contender, long seed, Map<String, Double> groups) {
    RunRow row = row(new RunKey(contender, seed), 1000);
    List<MeasureRow> measures = new ArrayList<>();
    groups.forEach((group, value) -> measures.add(last(row, StudyMeasure.NOISE_MSE, group, value)));
    return new FinishedRun(row, measures, List.of());
  }

  /** A run with a learning curve of macro: {@code values[i]} after {@code 100 (i + 1)} passes. */
  public static FinishedRun curve(String contender, long seed, double... values) {
    RunRow row = row(new RunKey(contender, seed), 100L * values.length);
    List<MeasureRow> measures = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      int step = i + 1 == values.length ? row.steps() : i;
      measures.add(
          new MeasureRow(
              row.run(), step, 100L * (i + 1), StudyMeasure.NOISE_MSE, "macro", values[i], 288));
    }
    return new FinishedRun(row, measures, List.of());
  }
}
