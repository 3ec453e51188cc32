package dev.aria.trainer;

import dev.aria.runtime.settings.Bounds;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
    LearningSettings optimizer) {
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

  /**
   * What the student is made of.
   *
   * @param file file to start from; empty makes a new one of {@code family}
   * @param fromTeacher whether it takes over the teacher's weights where names and shapes match
   * @param family family of a new one, {@code film-mlp} or {@code unet}
   * @param width width of a FiLM-MLP's blocks; channels of a U-Net at multiplier 1
   * @param blocks number of a FiLM-MLP's blocks; blocks a level of a U-Net
   * @param multipliers channels of each level of a U-Net in units of {@code width}
   * @param attentionLevels levels of a U-Net that attend
   * @param seed seed of its first weights
   */
  record ModelSettings(
      Optional<Path> file,
      boolean fromTeacher,
      String family,
      int width,
      int blocks,
      List<Integer> multipliers,
      List<Integer> attentionLevels,
      long seed) {
    ModelSettings {
      multipliers = List.copyOf(multipliers);
      attentionLevels = List.copyOf(attentionLevels);
      Bounds.oneOf("aria.student-trainer.model.family", family, "film-mlp", "unet");
      Bounds.atLeast("aria.student-trainer.model.width", width, 1);
      Bounds.atLeast("aria.student-trainer.model.blocks", blocks, 1);
    }
  }

  /**
   * How the student learns: AdamW.
   *
   * @param learningRate highest rate
   * @param schedule {@code constant} or {@code cosine}
   * @param warmUp steps over which the rate rises from 0
   * @param beta1 decay of the first moment
   * @param beta2 decay of the second moment
   * @param weightDecay decoupled weight decay
   * @param clip global norm above which the gradient is scaled down
   * @param ema decay of the moving average of the weights
   */
  record LearningSettings(
      double learningRate,
      String schedule,
      int warmUp,
      double beta1,
      double beta2,
      double weightDecay,
      double clip,
      double ema) {
    LearningSettings {
      Bounds.oneOf("aria.student-trainer.optimizer.schedule", schedule, "constant", "cosine");
      Bounds.atLeast("aria.student-trainer.optimizer.warm-up", warmUp, 0);
    }
  }
}
