package dev.aria.cli.teacher;

import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.models.training.StepOutcome;
import dev.aria.models.training.Trainable;
import java.util.List;

/** The steps of a teacher's training, each a pure function of weights, data and plan. */
final class TeacherSteps {
  private final Trainable teacher;
  private final LabelledPictures data;
  private final TeacherPlan plan;
  private final NoiseSchedule schedule = TeacherPlan.schedule().schedule();

  TeacherSteps(Trainable teacher, LabelledPictures data, TeacherPlan plan) {
    this.teacher = teacher;
    this.data = data;
    this.plan = plan;
  }

  /** Takes the next step. */
  StepOutcome next() {
    var batch =
        NoisedBatch.draw(data, schedule, plan.batch(), plan.seed(), teacher.step()).toMicroBatch();
    return teacher.apply(List.of(teacher.shardGradient(batch)));
  }
}
