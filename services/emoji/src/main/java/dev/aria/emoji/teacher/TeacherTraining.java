package dev.aria.emoji.teacher;

import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.models.training.StepOutcome;
import dev.aria.models.training.Trainable;
import dev.aria.models.training.Weights;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The steps of a teacher's training; each is a pure function of weights, data and plan. */
public final class TeacherTraining {
  private static final int CHECKPOINT_EVERY = 1000;
  private static final String NAME = "emoji-teacher";

  private final Trainable teacher;
  private final LabelledPictures data;
  private final TeacherPlan plan;
  private final TeacherFolder folder;
  private final NoiseSchedule schedule = TeacherPlan.schedule().schedule();

  public TeacherTraining(
      Trainable teacher, LabelledPictures data, TeacherPlan plan, TeacherFolder folder) {
    this.teacher = teacher;
    this.data = data;
    this.plan = plan;
    this.folder = folder;
  }

  /**
   * Trains to the last step of the plan, or until {@code limit} has passed. Every thousand steps
   * and at the end it writes a checkpoint to resume from, and the averaged weights as a teacher to
   * look at.
   */
  public void run(Duration limit, PrintStream screen) {
    Clock clock = Clock.systemUTC();
    Instant end = clock.instant().plus(limit);
    TrainingLog log = new TrainingLog(folder.log(), screen, clock, plan);
    boolean more = teacher.step() < plan.steps();
    while (more) {
      StepOutcome outcome = next();
      log.add(outcome);
      more = outcome.step() < plan.steps() && clock.instant().isBefore(end);
      if (!more || outcome.step() % CHECKPOINT_EVERY == 0) {
        teacher.checkpoint(folder.checkpoint(), plan.metadata());
        teacher.export(folder.model(), NAME, Weights.AVERAGED);
      }
    }
    screen.printf("teacher of step %d: %s%n", teacher.step(), folder.model());
  }

  /** Takes the next step. */
  StepOutcome next() {
    NoisedBatch batch = NoisedBatch.draw(data, schedule, plan.batch(), plan.seed(), teacher.step());
    return teacher.apply(List.of(teacher.shardGradient(batch.toMicroBatch())));
  }
}
