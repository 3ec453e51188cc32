package dev.aria.trainer;

import dev.aria.core.record.DiscrepancySum;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.StepReport;
import dev.aria.models.training.MicroBatch;
import dev.aria.models.training.ShardSpan;
import dev.aria.runtime.pairs.SampleInputs;
import dev.aria.trainer.probes.ProbeScores;
import dev.aria.trainer.report.ReportWriter;
import dev.aria.trainer.student.Student;
import dev.aria.trainer.targets.PreparedStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Lets the student learn from some shards of a step, and says what that showed. */
final class StepLearner {
  private final Student student;
  private final ReportWriter reports;
  private final ProbeScores probes;
  private final SampleInputs inputs;
  private LearnTraces traces = LearnTraces.OFF;

  /**
   * @param inputs rebuilds the micro-batches that were not prepared; used on the caller's thread
   *     alone
   */
  StepLearner(Student student, ReportWriter reports, ProbeScores probes, SampleInputs inputs) {
    this.student = student;
    this.reports = reports;
    this.probes = probes;
    this.inputs = inputs;
  }

  /** Tells {@code telling} of each shard learned. */
  StepLearner tracedBy(LearnTraces telling) {
    traces = telling;
    return this;
  }

  /**
   * The gradients of {@code span}, which the student keeps, and the scores of the probes that are
   * due, all at the weights that the step starts from.
   *
   * @return one report a shard of the span, by shard; each depends on its shard alone
   */
  List<StepReport> learn(PreparedStep step, ShardSpan span) {
    Instant began = traces.now();
    List<Integer> shards =
        IntStream.range(span.first(), span.first() + span.count()).boxed().toList();
    List<MicroBatch> batches = shards.stream().map(shard -> batch(step, shard)).toList();
    List<float[]> discrepancies = student.learn(span, batches);
    traces.learned(step, shards, began);
    List<StepReport> made = new ArrayList<>();
    for (int i = 0; i < shards.size(); i++) {
      made.add(report(step.draws(shards.get(i)), discrepancies.get(i)));
    }
    return made;
  }

  /** What the student learned from in {@code shard}. */
  MicroBatch batch(PreparedStep step, int shard) {
    return step.batch(shard, inputs);
  }

  private StepReport report(DrawBatch draws, float[] discrepancies) {
    List<DiscrepancySum> scores =
        probes.at(draws.step(), draws.shard(), draws.regionMapDigest(), student::score);
    return reports.report(draws, discrepancies, scores);
  }
}
