package dev.aria.trials.compare;

import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.StepReport;
import dev.aria.emoji.demo.DemoRun;
import dev.aria.emoji.evaluation.Discrepancies;
import dev.aria.emoji.evaluation.RegionAverages;
import dev.aria.emoji.problem.EmojiProblem;
import dev.aria.emoji.problem.StudentComparison;
import dev.aria.operations.monitor.TopicScan;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measures the students of a comparison, all at the same points. Not thread-safe. */
final class Measurement {
  private static final double LAST = 0.1;

  private final EmojiProblem problem;
  private final Cluster cluster;
  private @Nullable StudentComparison points;

  Measurement(EmojiProblem problem, Cluster cluster) {
    this.problem = problem;
    this.cluster = cluster;
  }

  /** Measures the student of {@code run}, whose topics are there still, by {@code regions}. */
  RunResult of(PlannedRun planned, DemoRun run, RegionMapRecord regions) {
    StudentComparison comparison = points(regions);
    Discrepancies student = comparison.of(run.trained());
    RegionAverages averages = comparison.report().averages(student);
    return new RunResult(
        planned,
        regions.digest(),
        Map.of(
            Measure.MACRO, averages.macro(),
            Measure.WORST_DECILE, averages.worstDecile(),
            Measure.NATURAL, averages.natural(),
            Measure.UNPAIRED, comparison.report().ofCategory(EmojiProblem.UNPAIRED, student),
            Measure.ALL_PROMPTS, student.mean(),
            Measure.TRAINING, trainingLoss(run.agreed())));
  }

  private StudentComparison points(RegionMapRecord regions) {
    if (points == null) {
      points = StudentComparison.on(problem, regions);
    }
    return points;
  }

  private double trainingLoss(RunSettings agreed) {
    Map<List<Long>, Double> losses = new HashMap<>();
    double from = agreed.steps() * (1 - LAST);
    new TopicScan(cluster)
        .whole(
            Topics.stepReports(agreed),
            report -> {
              if (report.step() >= from) {
                losses.put(place(report), report.loss());
              }
            });
    return losses.values().stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static List<Long> place(StepReport report) {
    return List.of(report.step(), (long) report.shard());
  }
}
