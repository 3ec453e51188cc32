package dev.aria.trainer;

import dev.aria.core.record.ProbeSet;
import dev.aria.models.training.ShardSpan;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The student, where it stands, and what is due when: a checkpoint every so many steps and at the
 * end, always after the reports of its steps are acknowledged. For one thread.
 */
final class TrainingDesk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingDesk.class);
  private static final long NEVER = -1;

  /**
   * What is due when.
   *
   * @param steps steps of the run
   * @param checkpointEvery steps between two checkpoints
   */
  record Plan(long steps, long checkpointEvery) {}

  /**
   * What the desk works with; it closes student and outlets.
   *
   * @param student learns
   * @param learner lets it learn
   * @param round shares its steps with other trainers
   * @param probes scored along with the steps
   */
  record Tools(Student student, StepLearner learner, StepRound round, ProbeScores probes) {}

  /**
   * Where things go.
   *
   * @param reports what the steps showed
   * @param gradients what other trainers need
   * @param offers states for trainers that join
   * @param keeper checkpoints
   */
  record Outlets(
      ReportOutbox reports, GradientOutbox gradients, StateOffers offers, Keeper keeper) {}

  /**
   * A trainer's part in the work.
   *
   * @param owned shards whose gradients it finds
   * @param chief whether it is the one that keeps the student
   * @param heard whether other trainers are to hear of what it finds
   * @param impatient whether it finds itself whatever the others have not found by now
   */
  record Share(Set<Integer> owned, boolean chief, boolean heard, boolean impatient) {
    Share {
      owned = Set.copyOf(owned);
    }
  }

  /** Keeps a student that has got somewhere. */
  interface Keeper extends AutoCloseable {
    /**
     * Takes a copy of {@code student} at {@code point}, and writes and announces it meanwhile, once
     * {@code reported} is complete. Only once the former is written.
     *
     * @return whether it could be written
     */
    CompletableFuture<Boolean> keep(
        Student student, ResumePoint point, CompletableFuture<Void> reported);

    /** Like {@link #keep}, done when this returns, and announced as the last if the run is over. */
    void keepNow(
        Student student, ResumePoint point, CompletableFuture<Void> reported, boolean last);

    /**
     * Whether another trainer has kept the student after more than {@code steps} steps while this
     * one was at work. What was kept before may be lost: this student goes on from an older state.
     */
    boolean hasLater(long steps);

    /** Writes the student itself for use elsewhere. */
    void export(Student student);

    @Override
    void close();
  }

  private final Tools tools;
  private final Outlets outlets;
  private final Plan plan;
  private ResumePoint point;
  private CompletableFuture<Boolean> keeping = CompletableFuture.completedFuture(true);
  private long asked;
  private volatile long kept;

  /**
   * @param point where the student stands
   * @param kept whether a checkpoint stands there, too, or none is needed yet
   */
  TrainingDesk(Tools tools, Outlets outlets, Plan plan, ResumePoint point, boolean kept) {
    this.tools = tools;
    this.outlets = outlets;
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

  void take(PeerGradient found) {
    if (found.step() >= point.nextStep()) {
      tools.round().add(found);
    }
  }

  /**
   * Goes on with {@code step} as far as it can, and learns it once all of it is there.
   *
   * @return whether the step is learned
   */
  boolean work(PreparedStep step, Share share) {
    tools.round().takeFound(point, share.chief());
    for (ShardSpan span : tools.round().toFind(point, share)) {
      outlets.reports().send(tools.learner().learn(step, span));
      if (share.heard() || !tools.round().isWhole(span)) {
        Gradient found = tools.student().gradient(span);
        outlets.gradients().send(point, found, outlets.reports().settled());
      }
    }
    Optional<List<ShardSpan>> cover = tools.round().cover();
    cover.ifPresent(parts -> point = point.after(step.step(), tools.student().update(parts)));
    return cover.isPresent();
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
      keeping = outlets.keeper().keep(tools.student(), point, reported());
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
    outlets.keeper().keepNow(tools.student(), point, reported(), last);
    asked = point.nextStep();
    keeping = CompletableFuture.completedFuture(true);
    kept = asked;
  }

  /** Hands the state to trainers that are about to join, unless that is being done already. */
  void offerState(Provenance provenance) {
    if (!outlets.offers().isUnderWay()) {
      outlets
          .offers()
          .offer(tools.student().snapshot(provenance.metadata(point)), outlets.reports().settled());
    }
  }

  /**
   * The last checkpoint, announced as such when the run is complete, and the student itself; unless
   * others went on meanwhile, while this trainer stood still.
   */
  void end() {
    long steps = point.nextStep();
    if (outlets.keeper().hasLater(steps)) {
      LOG.warn("another trainer has kept the student after {} steps: that one stands", steps);
      return;
    }
    outlets.keeper().export(tools.student());
    keepNow(isComplete());
    LOG.info("student stands at step {} of {}", steps, plan.steps());
  }

  private CompletableFuture<Void> reported() {
    return outlets.reports().settled();
  }

  @Override
  @SuppressWarnings("try") // closed one after another, whichever of them fails
  public void close() {
    try (Student student = tools.student();
        ReportOutbox reports = outlets.reports();
        GradientOutbox gradients = outlets.gradients();
        StateOffers offers = outlets.offers()) {
      outlets.keeper().close();
    }
  }
}
