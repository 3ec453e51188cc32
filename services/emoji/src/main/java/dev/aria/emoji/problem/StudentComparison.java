package dev.aria.emoji.problem;

import dev.aria.core.record.RegionMapRecord;
import dev.aria.emoji.evaluation.Discrepancies;
import dev.aria.emoji.evaluation.HeldOutEvaluation;
import dev.aria.emoji.evaluation.HeldOutSet;
import dev.aria.emoji.evaluation.RegionMembers;
import dev.aria.emoji.report.DistillationReport;
import dev.aria.emoji.report.DistillationReport.Grouping;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NoisePredictor;
import java.nio.file.Path;
import java.util.List;

/** Measures students of one teacher at the same held-out points, and reports on them by region. */
public final class StudentComparison {
  /** Number of held-out prompts. */
  public static final int HELD_OUT = 600;

  /** Timesteps at which each prompt is compared. */
  public static final int TIMESTEPS_PER_PROMPT = 8;

  /** Seed of the timesteps and of the noise. */
  public static final long SEED = 20_260_622L;

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
        new Grouping(regions.names(), RegionMembers.of(held.conditions(), regions)),
        regions.shares(),
        new Grouping(categories, held.categories().stream().map(categories::indexOf).toList()));
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
