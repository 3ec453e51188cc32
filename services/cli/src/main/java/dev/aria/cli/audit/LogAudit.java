package dev.aria.cli.audit;

import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.ControlRecord;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.StepReport;
import dev.aria.core.record.TargetBatch;
import dev.aria.core.record.WeightsVersion;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Audits the records of one run and one student, handed over topic by topic, each partition in the
 * order of its log: draws before targets. Keeps a fingerprint for each (step, shard), and nothing
 * else of the records.
 */
final class LogAudit {
  private final RunSettings run;
  private final String student;
  private final Fingerprint<DrawBatch> drawPrint;
  private final Fingerprint<TargetBatch> targetPrint;
  private final Fingerprint<StepReport> reportPrint;
  private final Findings findings = new Findings();
  private final Entries draws = new Entries();
  private final Entries targets = new Entries();
  private final Entries reports = new Entries();
  private final TreeMap<Long, String> checkpoints = new TreeMap<>();
  private Optional<WeightsVersion> weights = Optional.empty();
  private Optional<CheckpointPublished> last = Optional.empty();
  private long versions;

  /** Audits {@code run} and what {@code student} made of it. */
  LogAudit(RunSettings run, String student) {
    this.run = run;
    this.student = student;
    this.drawPrint = new Fingerprint<>(Topics.draws(run).codec());
    this.targetPrint = new Fingerprint<>(Topics.targets(run).codec());
    this.reportPrint = new Fingerprint<>(Topics.stepReports(run).codec());
  }

  void draw(DrawBatch batch) {
    Cell cell = new Cell(batch.step(), batch.shard());
    if (!draws.add(cell, drawPrint.of(batch))) {
      findings.add(Check.DRAW_DOUBLED, cell.toString());
    }
    long expected = cell.step() * run.batch() + (long) cell.shard() * run.microBatch();
    boolean contiguous = batch.draws().size() == run.microBatch();
    for (int row = 0; row < batch.draws().size(); row++) {
      contiguous &= batch.draws().get(row).ordinal() == expected + row;
    }
    if (!contiguous) {
      findings.add(
          Check.ORDINALS_BROKEN,
          "%s: %d draws from ordinal %d, should be %d from %d"
              .formatted(
                  cell,
                  batch.draws().size(),
                  batch.draws().get(0).ordinal(),
                  run.microBatch(),
                  expected));
    }
  }

  /** A target read from {@code partition}. */
  void target(int partition, TargetBatch target) {
    DrawBatch batch = target.draws();
    Cell cell = new Cell(batch.step(), batch.shard());
    targets.add(cell, targetPrint.of(target));
    if (partition != cell.shard()) {
      findings.add(Check.TARGET_ELSEWHERE, "%s in partition %d".formatted(cell, partition));
    }
    Optional<String> drawn = draws.of(cell);
    if (drawn.isEmpty()) {
      findings.add(Check.TARGET_WITHOUT_DRAW, cell.toString());
    } else if (!drawn.get().equals(drawPrint.of(batch))) {
      findings.add(Check.TARGET_OF_OTHER_DRAWS, cell.toString());
    }
  }

  /** A report; those of other students are passed over. */
  void report(StepReport report) {
    if (report.student().equals(student)) {
      reports.add(new Cell(report.step(), report.shard()), reportPrint.of(report));
    }
  }

  void control(ControlRecord record) {
    if (record instanceof SamplingWeights published) {
      WeightsVersion next = published.version();
      weights
          .filter(before -> next.term() < before.term() || next.number() <= before.number())
          .ifPresent(
              before ->
                  findings.add(Check.WEIGHTS_WENT_BACK, "%s after %s".formatted(next, before)));
      weights = Optional.of(next);
      versions++;
    }
  }

  /** A checkpoint; those of other students are passed over. */
  void checkpoint(CheckpointPublished published) {
    if (!published.student().equals(student)) {
      return;
    }
    String sha = published.weightsSha256();
    String before = checkpoints.putIfAbsent(published.step(), sha);
    if (before != null && !before.equals(sha)) {
      findings.add(
          Check.CHECKPOINT_CONTRADICTED,
          "step %d: weights %s and then %s".formatted(published.step(), before, sha));
    }
    if (published.last()) {
      last = Optional.of(published);
    }
  }

  /** What all of it comes to, for a run that has ended. */
  AuditResult result() {
    findings.addAll(Check.DRAW_MISSING, draws.missing(run.steps(), run.shards()));
    findings.addAll(
        Check.TARGET_MISSING,
        targets.missing(run.steps(), run.shards()).stream()
            .filter(cell -> draws.of(cell).isPresent())
            .toList());
    findings.addAll(Check.TARGET_CONTRADICTED, targets.contradicted());
    findings.addAll(Check.REPORT_MISSING, reports.missing(run.steps(), run.shards()));
    findings.addAll(Check.REPORT_CONTRADICTED, reports.contradicted());
    if (last.filter(found -> found.step() == run.steps()).isEmpty()) {
      findings.add(
          Check.CHECKPOINT_MISSING,
          "student '%s' published no last checkpoint at step %d".formatted(student, run.steps()));
    }
    AuditResult.Counts counts =
        new AuditResult.Counts(
            draws.size(),
            targets.size(),
            targets.duplicates(),
            reports.size(),
            reports.duplicates(),
            versions);
    return new AuditResult(student, counts, checkpoints, findings.all());
  }
}
