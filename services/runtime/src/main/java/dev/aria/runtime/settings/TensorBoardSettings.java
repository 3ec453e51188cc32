package dev.aria.runtime.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether and where events for TensorBoard are written (section {@code aria.tensorboard}).
 *
 * @param folder that {@code tensorboard --logdir} is given; none is written when empty
 * @param everySteps global steps from one event to the next, at least 1
 */
public record TensorBoardSettings(Optional<Path> folder, int everySteps) {
  public TensorBoardSettings {
    Bounds.atLeast("aria.tensorboard.every-steps", everySteps, 1);
  }
}
