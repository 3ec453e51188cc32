package dev.aria.emoji.problem;

import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.region.Metric;
import dev.aria.core.region.NearestCentroid;
import dev.aria.core.tensor.Tensor;
import dev.aria.emoji.evaluation.Discrepancies;
import dev.aria.emoji.evaluation.HeldOutEvaluation;
import dev.aria.emoji.evaluation.HeldOutSet;
import dev.aria.emoji.report.DistillationReport;
import dev.aria.emoji.report.DistillationReport.Grouping;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NoisePredictor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures students of one teacher at the same held-out points, and reports on them by region. */
public final class StudentComparison {
  private static final int HELD_OUT = 600;
  private static final int TIMESTEPS_PER_PROMPT = 8;
  private static final long SEED = 20_260_622L;
  private static final String DEVICE = "cpu";

  private final HeldOutEvaluation evaluation;
  private final DistillationReport report;

  private StudentComparison(HeldOutEvaluation evaluation, DistillationReport report) {
    this.evaluation = evaluation;
    this.report = report;
  }

  /** Compares on the held-out prompts of {@code problem}. */
  public static StudentComparison on(EmojiProblem problem, RegionMapRecord regions) {
    return with(problem.teacher(), problem.heldOut(HELD_OUT), regions);
  }

  /** Asks the teacher at every held-out point; {@code regions} names what is reported by. */
  public static StudentComparison with(Path teacher, HeldOutSet held, RegionMapRecord regions) {
    try (NoisePredictor model = ModelFiles.load(teacher, DEVICE)) {
      HeldOutEvaluation evaluation =
          HeldOutEvaluation.prepare(
              held,
              model,
              model.descriptor().diffusion().schedule().schedule(),
              TIMESTEPS_PER_PROMPT,
              SEED);
      return new StudentComparison(evaluation, report(held, regions));
    }
  }

  private static DistillationReport report(HeldOutSet held, RegionMapRecord regions) {
    List<String> categories = held.categories().stream().distinct().sorted().toList();
    return new DistillationReport(
        new Grouping(regions.names(), regionOf(held.conditions(), regions)),
        regions.shares(),
        new Grouping(categories, held.categories().stream().map(categories::indexOf).toList()));
  }

  private static List<Integer> regionOf(Tensor conditions, RegionMapRecord regions) {
    NearestCentroid nearest = new NearestCentroid(regions.centroids(), Metric.EUCLIDEAN);
    List<Integer> assigned = new ArrayList<>();
    float[] condition = new float[conditions.rowSize()];
    for (int row = 0; row < conditions.shape().get(0); row++) {
      conditions.readRow(row, condition, 0);
      assigned.add(nearest.assign(condition));
    }
    return assigned;
  }

  /** Held-out discrepancy of the student in {@code file}. */
  public Discrepancies of(Path file) {
    try (NoisePredictor student = ModelFiles.load(file, DEVICE)) {
      return evaluation.of(student);
    }
  }

  /** Held-out discrepancy of predicting no noise. */
  public Discrepancies ofZero() {
    return evaluation.ofZero();
  }

  /** The tables by region and category, and the averages. */
  public DistillationReport report() {
    return report;
  }
}
