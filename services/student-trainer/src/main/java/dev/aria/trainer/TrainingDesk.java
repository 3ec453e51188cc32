package dev.aria.trainer;

import dev.aria.core.record.ProbeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The student, where it stands, and what is due when: a checkpoint every so many steps and at the
 * end, always after the reports of its steps are acknowledged. For one thread.
 */
final class TrainingDesk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingDesk.class);

  /**
   * What is due when.
   *
   * @param steps steps of the run
   * @param checkpointEvery steps between two checkpoints
   */
  record Plan(long steps, long checkpointEvery) {}

  private final Student student;
  private final StepLearner learner;
  private final ProbeScores probes;
  private final ReportOutbox outbox;
  private final Keeper keeper;
  private final Plan plan;
  private ResumePoint point;
  private long kept;

  /** Keeps a student that has got somewhere. */
  interface Keeper extends AutoCloseable {
    /** Writes and announces a checkpoint of {@code student} at {@code point}. */
    void keep(Student student, ResumePoint point, boolean last);

    /** Writes the student itself for use elsewhere. */
    void export(Student student);

    @Override
    void close();
  }

  TrainingDesk(
      Student student,
      ResumePoint point,
      StepLearner learner,
      ProbeScores probes,
      ReportOutbox outbox,
      Keeper keeper,
      Plan plan) {
    this.student = student;
    this.point = point;
    this.kept = point.nextStep();
    this.learner = learner;
    this.probes = probes;
    this.outbox = outbox;
    this.keeper = keeper;
    this.plan = plan;
  }

  /** Where the student stands. */
  ResumePoint point() {
    return point;
  }

  /** Steps that the last checkpoint written or resumed from holds; 0 before the first. */
  long kept() {
    return kept;
  }

  /** Whether every step of the run is trained. */
  boolean isComplete() {
    return point.nextStep() >= plan.steps();
  }

  void take(ProbeSet set) {
    probes.add(set);
  }

  /**
   * Learns from {@code step}, reports, and writes a checkpoint when one is due.
   *
   * @return samples learned from
   */
  int learn(PreparedStep step) {
    outbox.send(learner.learn(step));
    point = point.after(step.step());
    if (point.nextStep() % plan.checkpointEvery() == 0 && !isComplete()) {
      checkpoint();
    }
    return step.step().shards().stream().mapToInt(shard -> shard.draws().draws().size()).sum();
  }

  /** Writes a checkpoint, unless one stands here already. */
  void checkpoint() {
    if (point.nextStep() != kept) {
      outbox.settle();
      keeper.keep(student, point, false);
      kept = point.nextStep();
    }
  }

  /** The last checkpoint, announced as such when the run is complete, and the student itself. */
  void end() {
    outbox.settle();
    keeper.export(student);
    keeper.keep(student, point, isComplete());
    kept = point.nextStep();
    LOG.info("student stands at step {} of {}", point.nextStep(), plan.steps());
  }

  @Override
  public void close() {
    outbox.close();
    keeper.close();
    student.close();
  }
}
