package dev.aria.operations.audit;

import dev.aria.core.diffusion.PathPlan;
import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.ControlRecord;
import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.StepReport;
import dev.aria.core.record.TargetBatch;
import dev.aria.runtime.control.StandingOrders;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Audits the records of one run and one student, handed over topic by topic, each partition in the
 * order of its log: draws before targets. Keeps a fingerprint for each (step, shard), the version
 * of the weights of each step, and nothing else of the records.
 */
final class LogAudit {
  private final RunSettings run;
  private final String student;
  private final Beginnings beginnings;
  private final Fingerprint<DrawBatch> drawPrint;
  private final Fingerprint<TargetBatch> targetPrint;
  private final Fingerprint<StepReport> reportPrint;
  private final Findings findings = new Findings();
  private final Entries draws = new Entries();
  private final Entries targets = new Entries();
  private final Entries reports = new Entries();
  private final WeightsHistory weights = new WeightsHistory(findings);
  private final StudentCheckpoints checkpoints = new StudentCheckpoints(findings);
  private final StandingOrders orders = new StandingOrders();
  private final Optional<PathAudit> paths;
  private final TeacherAudit teachers;

  /**
   * Audits {@code run} and what {@code student} made of it.
   *
   * @param plan of the teacher's paths, which their states are audited by
   * @param named teachers of the corpus' prompts
   */
  LogAudit(
      RunSettings run,
      String student,
      Beginnings beginnings,
      Optional<PathPlan> plan,
      PromptTeachers named) {
    this.run = run;
    this.student = student;
    this.beginnings = beginnings;
    this.drawPrint = new Fingerprint<>(Topics.draws(run).codec());
    this.targetPrint = new Fingerprint<>(Topics.targets(run).codec());
    this.paths = run.pathSchedule().map(known -> new PathAudit(known, plan, findings));
    this.teachers = new TeacherAudit(run, named, findings);
    this.reportPrint = new Fingerprint<>(Topics.stepReports(run).codec());
  }

  /** Draws read from {@code partition}. */
  void draw(int partition, DrawBatch batch) {
    beginnings.draws().saw(partition, batch.step());
    Cell cell = new Cell(batch.step(), batch.shard());
    if (isBeyondEnd("draws", cell)) {
      return;
    }
    if (draws.add(cell, drawPrint.of(batch)) == Entries.Kind.FIRST) {
      paths.ifPresent(known -> known.draw(batch));
      teachers.draw(batch);
    } else {
      findings.add(Check.DRAW_DOUBLED, cell.toString());
    }
    weights.drawn(cell, batch.weights());
    checkOrdinals(cell, batch);
  }

  private void checkOrdinals(Cell cell, DrawBatch batch) {
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
    beginnings.targets().saw(partition, batch.step());
    Cell cell = new Cell(batch.step(), batch.shard());
    if (isBeyondEnd("target", cell)) {
      return;
    }
    switch (targets.add(cell, targetPrint.of(target))) {
      case REPEATED -> findings.add(Check.TARGET_DOUBLED, cell.toString());
      case CONTRADICTED -> findings.add(Check.TARGET_CONTRADICTED, cell.toString());
      case FIRST -> {
        paths.ifPresent(known -> known.target(target));
        teachers.target(target);
      }
    }
    if (partition != cell.shard()) {
      findings.add(Check.TARGET_ELSEWHERE, "%s in partition %d".formatted(cell, partition));
    }
    Optional<String> drawn = draws.of(cell);
    if (drawn.isPresent() && !drawn.get().equals(drawPrint.of(batch))) {
      findings.add(Check.TARGET_OF_OTHER_DRAWS, cell.toString());
    } else if (drawn.isEmpty() && cell.step() >= beginnings.draws().step()) {
      findings.add(Check.TARGET_WITHOUT_DRAW, cell.toString());
    }
  }

  /** A report read from {@code partition}; those of other students are passed over. */
  void report(int partition, StepReport report) {
    if (!report.student().equals(student)) {
      return;
    }
    beginnings.reports().saw(partition, report.step());
    Cell cell = new Cell(report.step(), report.shard());
    if (!isBeyondEnd("report", cell)
        && reports.add(cell, reportPrint.of(report)) == Entries.Kind.CONTRADICTED) {
      findings.add(Check.REPORT_CONTRADICTED, cell.toString());
    }
  }

  private boolean isBeyondEnd(String what, Cell cell) {
    boolean beyond = cell.step() >= run.steps();
    if (beyond) {
      findings.add(
          Check.STEP_BEYOND_END, "%s of %s, of %d steps".formatted(what, cell, run.steps()));
    }
    return beyond;
  }

  void control(ControlRecord record) {
    if (record instanceof SamplingWeights published) {
      weights.published(published.version());
    } else if (record instanceof RunCommand order) {
      orders.apply(order);
    }
  }

  /** A checkpoint; those of other students are passed over. */
  void checkpoint(CheckpointPublished published) {
    if (published.student().equals(student)) {
      checkpoints.add(published);
    }
  }

  /** What all of it comes to, for a run that has ended. */
  AuditResult result() {
    boolean finished = checkpoints.finishedAt(run.steps());
    boolean stoppedEarly = orders.stop().isPresent() && !finished;
    long end = stoppedEarly ? checkpoints.newest() : run.steps();
    weights.close();
    findMissing(end);
    if (!finished && !stoppedEarly) {
      findings.add(
          Check.CHECKPOINT_MISSING,
          "student '%s' published no last checkpoint at step %d".formatted(student, run.steps()));
    }
    List<String> notes = new ArrayList<>(beginnings.notes());
    if (stoppedEarly) {
      notes.add(
          "the run was stopped: audited up to step %d of %d, the student's newest checkpoint"
              .formatted(end, run.steps()));
    }
    return new AuditResult(
        student, stoppedEarly, counts(), checkpoints.weights(), findings.all(), notes);
  }

  /** Whatever a log has deleted is not missing; it was there if something later is. */
  private void findMissing(long end) {
    long firstDraw = beginnings.draws().step();
    findings.addAll(Check.DRAW_MISSING, draws.missing(firstDraw, end, run.shards()));
    findings.addAll(
        Check.TARGET_MISSING,
        targets.missing(beginnings.targets().step(), end, run.shards()).stream()
            .filter(cell -> cell.step() < firstDraw || draws.of(cell).isPresent())
            .toList());
    findings.addAll(
        Check.REPORT_MISSING, reports.missing(beginnings.reports().step(), end, run.shards()));
  }

  private AuditResult.Counts counts() {
    return new AuditResult.Counts(
        draws.size(),
        targets.size(),
        targets.duplicates(),
        reports.size(),
        reports.duplicates(),
        weights.versions());
  }
}
