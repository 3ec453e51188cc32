package dev.aria.trainer;

import dev.aria.core.record.DiscrepancySum;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.StepReport;
import java.util.ArrayList;
import java.util.List;

/** Lets the student learn from one global step, and says what that showed. */
final class StepLearner {
  private final Student student;
  private final ReportWriter reports;
  private final ProbeScores probes;

  StepLearner(Student student, ReportWriter reports, ProbeScores probes) {
    this.student = student;
    this.reports = reports;
    this.probes = probes;
  }

  /**
   * One micro-batch of every shard, then one update, then the probes that are due.
   *
   * @return one report a shard, by shard
   */
  List<StepReport> learn(PreparedStep step) {
    List<float[]> discrepancies = step.shards().stream().map(student::learn).toList();
    student.update();
    long number = step.step().step();
    String map = step.step().shards().get(0).draws().regionMapDigest();
    List<List<DiscrepancySum>> scores = probes.after(number, map, student);
    List<StepReport> made = new ArrayList<>();
    for (int shard = 0; shard < discrepancies.size(); shard++) {
      DrawBatch draws = step.step().shards().get(shard).draws();
      made.add(reports.report(draws, discrepancies.get(shard), scores.get(shard)));
    }
    return made;
  }
}
