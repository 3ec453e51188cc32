package dev.aria.trainer;

import dev.aria.core.record.ProbeSet;
import dev.aria.models.training.ShardSpan;
import dev.aria.trainer.checkpoint.CheckpointStore;
import dev.aria.trainer.checkpoint.ResumePoint;
import dev.aria.trainer.exchange.GradientExchange;
import dev.aria.trainer.exchange.PeerGradient;
import dev.aria.trainer.exchange.ShardShare;
import dev.aria.trainer.probes.ProbeScores;
import dev.aria.trainer.report.ReportOutbox;
import dev.aria.trainer.student.CollapseWatch;
import dev.aria.trainer.student.Student;
import dev.aria.trainer.targets.PreparedStep;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The student, where it stands, and what is due when: step after step is learned, and a checkpoint
 * is written every so many steps and at the end. A checkpoint is always written after the reports
 * of its steps are acknowledged. For one thread.
 */
final class TrainingLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingLoop.class);
  private static final long NEVER = -1;

  /**
   * What is due when.
   *
   * @param steps steps of the run
   * @param checkpointEvery steps between two checkpoints
   */
  record Plan(long steps, long checkpointEvery) {}

  /**
   * What the loop works with.
   *
   * @param student learns; closed with the loop
   * @param learner lets it learn
   * @param probes scored along with the steps
   * @param collapse looks at what the student says whenever a checkpoint is due
   */
  record Tools(Student student, StepLearner learner, ProbeScores probes, CollapseWatch collapse) {}

  /**
   * Where things go; all are closed with the loop.
   *
   * @param reports what the steps showed
   * @param exchange shares gradients and states with the student's other trainers
   * @param checkpoints keeps the student
   */
  record Outputs(ReportOutbox reports, GradientExchange exchange, CheckpointStore checkpoints) {}

  private final Tools tools;
  private final Outputs outputs;
  private final Plan plan;
  private ResumePoint point;
  private CompletableFuture<Boolean> keeping = CompletableFuture.completedFuture(true);
  private long asked;
  private volatile long kept;

  /**
   * @param point where the student stands
   * @param kept whether a checkpoint stands there, too, or none is needed yet
   */
  TrainingLoop(Tools tools, Outputs outputs, Plan plan, ResumePoint point, boolean kept) {
    this.tools = tools;
    this.outputs = outputs;
    this.plan = plan;
    this.point = point;
    this.asked = kept ? point.nextStep() : NEVER;
    this.kept = kept ? point.nextStep() : 0;
  }

  /** Where the student stands. */
  ResumePoint point() {
    return point;
  }

  /** P: number of the student's weights. */
  int parameters() {
    return tools.student().parameters();
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
    tools.probes().add(set);
  }

  void take(PeerGradient gradient) {
    if (gradient.step() >= point.nextStep()) {
      outputs.exchange().receive(gradient);
    }
  }

  /**
   * Goes on with {@code step} as far as it can, and learns it once all of it is there.
   *
   * @return whether the step is learned
   */
  boolean work(PreparedStep step, ShardShare share) {
    GradientExchange exchange = outputs.exchange();
    exchange.takeReceived(point, share.chief());
    for (ShardSpan span : exchange.toCompute(point, share)) {
      outputs.reports().send(tools.learner().learn(step, span));
      if (exchange.isNeeded(span, share)) {
        exchange.send(point, span, reported());
      }
    }
    Optional<List<ShardSpan>> cover = exchange.cover();
    cover.ifPresent(parts -> point = point.after(step.step(), tools.student().update(parts)));
    if (cover.isPresent() && share.chief() && isCheckpointDue()) {
      share.owned().stream().min(Integer::compare).ifPresent(shard -> look(step, shard));
    }
    return cover.isPresent();
  }

  private void look(PreparedStep step, int shard) {
    tools.collapse().look(point.nextStep(), tools.learner().batch(step, shard));
  }

  /** Whether a checkpoint is due at this step. */
  boolean isCheckpointDue() {
    return point.nextStep() % plan.checkpointEvery() == 0 && !isComplete();
  }

  /**
   * Writes a checkpoint while learning goes on, unless one stands here.
   *
   * @return false when the former is still being written: ask again
   */
  boolean checkpoint() {
    if (!keeping.isDone()) {
      return false;
    }
    long steps = point.nextStep();
    if (steps != asked || isMissed()) {
      asked = steps;
      keeping = outputs.checkpoints().keep(tools.student(), point, reported());
      keeping = keeping.whenComplete((written, thrown) -> noteKept(steps, written));
    }
    return true;
  }

  private boolean isMissed() {
    return keeping.isDone() && !written();
  }

  /** Waits for the checkpoint that is being written. */
  private boolean written() {
    return keeping.handle((written, thrown) -> thrown == null && written).join();
  }

  private void noteKept(long steps, @Nullable Boolean written) {
    if (Boolean.TRUE.equals(written)) {
      kept = steps;
    }
  }

  /** Like {@link #checkpoint}, done when this returns. */
  void checkpointNow() {
    if (point.nextStep() != asked || !written()) {
      keepNow(false);
    }
  }

  private void keepNow(boolean last) {
    outputs.checkpoints().keepNow(tools.student(), point, reported(), last);
    asked = point.nextStep();
    keeping = CompletableFuture.completedFuture(true);
    kept = asked;
  }

  /** Hands the state to trainers that are about to join, unless that is being done already. */
  void offerState() {
    outputs.exchange().offerState(point, reported());
  }

  /**
   * The last checkpoint, announced as such when the run is complete, and the student itself; unless
   * others went on meanwhile, while this trainer stood still.
   */
  void end() {
    long steps = point.nextStep();
    if (outputs.checkpoints().hasLater(steps)) {
      LOG.warn(
          "another trainer has written a later checkpoint than the one after {} steps: that one"
              + " counts",
          steps);
      return;
    }
    outputs.checkpoints().export(tools.student(), steps);
    keepNow(isComplete());
    LOG.info("the student has learned {} of {} steps", steps, plan.steps());
  }

  private CompletableFuture<Void> reported() {
    return outputs.reports().settled();
  }

  @Override
  @SuppressWarnings("try") // closed one after another, whichever of them fails
  public void close() {
    try (Student student = tools.student();
        ReportOutbox reports = outputs.reports();
        GradientExchange exchange = outputs.exchange()) {
      outputs.checkpoints().close();
    }
  }
}
