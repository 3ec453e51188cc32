package dev.aria.trials.compare;

import dev.aria.core.record.RegionMapRecord;
import dev.aria.emoji.evaluation.Discrepancies;
import dev.aria.emoji.evaluation.RegionAverages;
import dev.aria.emoji.problem.EmojiProblem;
import dev.aria.emoji.problem.StudentComparison;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measures the students of a comparison, all at the same points. Not thread-safe. */
final class Measurement {
  private final EmojiProblem problem;
  private @Nullable StudentComparison points;

  Measurement(EmojiProblem problem) {
    this.problem = problem;
  }

  /** Measures the student of {@code trained} by {@code regions}. */
  RunResult of(TrainedRun trained, RegionMapRecord regions) {
    StudentComparison comparison = points(regions);
    Discrepancies student = comparison.of(trained.student());
    RegionAverages averages = comparison.report().averages(student);
    return new RunResult(
        trained.run(),
        regions.digest(),
        Map.of(
            Measure.MACRO, averages.macro(),
            Measure.WORST_DECILE, averages.worstDecile(),
            Measure.NATURAL, averages.natural(),
            Measure.UNPAIRED, comparison.report().ofCategory(EmojiProblem.UNPAIRED, student),
            Measure.ALL_PROMPTS, student.mean(),
            Measure.TRAINING, trained.trainingLoss()),
        trained.teacherPasses());
  }

  private StudentComparison points(RegionMapRecord regions) {
    if (points == null) {
      points = StudentComparison.on(problem, regions);
    }
    return points;
  }
}
