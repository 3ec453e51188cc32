package dev.aria.trainer;

import dev.aria.core.diffusion.LossSpace;
import dev.aria.runtime.settings.Bounds;
import dev.aria.trainer.checkpoint.CheckpointPlan;
import dev.aria.trainer.student.LearningSettings;
import dev.aria.trainer.student.ModelSettings;
import dev.aria.trainer.student.StudentPlan;
import java.nio.file.Path;
import java.util.List;

/**
 * How this trainer works (section {@code aria.student-trainer}).
 *
 * @param student name of the student
 * @param lead whether it steers the draws
 * @param output folder of checkpoints and of the finished student
 * @param devices trainers of this process, one a device: {@code cpu}, {@code gpu} or {@code gpu:N}
 * @param checkpointEvery steps between two checkpoints
 * @param keep newest checkpoints kept
 * @param keepEvery checkpoints whose steps are a multiple of it are kept for good; 0 keeps none so
 * @param model what the student is made of
 * @param optimizer how it learns
 * @param lossSpace in which the loss compares it with its teacher
 */
record StudentTrainerSettings(
    String student,
    boolean lead,
    Path output,
    List<String> devices,
    int checkpointEvery,
    int keep,
    long keepEvery,
    ModelSettings model,
    LearningSettings optimizer,
    LossSpace lossSpace) {
  StudentTrainerSettings {
    if (!student.matches("[a-zA-Z0-9_-]{1,60}")) {
      throw new IllegalArgumentException(
          "aria.student-trainer.student is '%s', may hold only letters, digits, '_' and '-', at most 60"
              .formatted(student));
    }
    Bounds.atLeast("aria.student-trainer.checkpoint-every", checkpointEvery, 1);
    Bounds.atLeast("aria.student-trainer.keep", keep, 1);
    Bounds.atLeast("aria.student-trainer.keep-every", keepEvery, 0);
    devices = List.copyOf(devices);
    if (devices.isEmpty()) {
      throw new IllegalArgumentException(
          "aria.student-trainer.devices names no device; a trainer needs one, such as cpu or gpu:0");
    }
  }

  /** The student, on {@code device}. */
  StudentPlan plan(String device) {
    return new StudentPlan(student, model, optimizer, lossSpace, device);
  }

  /** Its checkpoints. */
  CheckpointPlan checkpoints() {
    return new CheckpointPlan(output, keep, keepEvery);
  }
}
