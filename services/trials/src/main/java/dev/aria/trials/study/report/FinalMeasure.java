package dev.aria.trials.study.report;

import dev.aria.trials.study.data.FinishedRun;
import dev.aria.trials.study.data.StudyMeasure;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A measure of trained students, over one group of prompts.
 *
 * @param measure what is measured
 * @param group over which prompts
 * @param title its heading in tables
 */
record FinalMeasure(StudyMeasure measure, String group, String title) {
  /** Held-out discrepancy, every region counting the same: what steering is for. */
  static final FinalMeasure MACRO = noise("macro", "macro");

  /** The columns of the tables. */
  static final List<FinalMeasure> COLUMNS =
      List.of(
          MACRO,
          noise("worst-decile", "worst decile"),
          noise("natural", "natural"),
          noise("unpaired", "unpaired"),
          noise("rare", "rare"),
          new FinalMeasure(StudyMeasure.GUIDED_MSE, "macro", "guided, macro"),
          new FinalMeasure(StudyMeasure.PICTURE_MSE, "unpaired", "pictures, unpaired"),
          new FinalMeasure(StudyMeasure.RETRIEVAL, "unpaired", "retrieval, unpaired ↑"));

  /** Those that one line has room for. */
  static final List<FinalMeasure> IN_SHORT =
      List.of(MACRO, noise("worst-decile", "worst decile"), noise("unpaired", "unpaired"));

  /** Noise discrepancy over {@code group}. */
  static FinalMeasure noise(String group, String title) {
    return new FinalMeasure(StudyMeasure.NOISE_MSE, group, title);
  }

  /** Its value in {@code run}; empty when the run was not measured by it. */
  OptionalDouble of(FinishedRun run) {
    return run.finals().stream()
        .filter(row -> row.measure() == measure && row.group().equals(group))
        .mapToDouble(row -> row.value())
        .findFirst();
  }
}
