package dev.aria.trainer;

import com.typesafe.config.Config;
import dev.aria.models.training.OptimizerSettings;
import dev.aria.runtime.boot.ServiceContext;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.settings.TensorBoardSettings;
import dev.aria.runtime.tensorboard.EventFollower;
import dev.aria.runtime.tensorboard.EventThread;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;

/** Events of a student for TensorBoard; only its own settings tell its learning rate. */
public final class StudentEvents {
  private static final String STUDENT = "aria.student-trainer.student";

  private StudentEvents() {}

  /**
   * What to write of {@code student}.
   *
   * @param settings of the run and of one of its students; of another student the learning rate is
   *     left out
   * @param folder that TensorBoard is given
   * @param everySteps steps from one event to the next, at least 1
   */
  public static EventFollower.Plan plan(
      Settings settings, String student, Path folder, int everySteps) {
    boolean own = student.equals(settings.config().getString(STUDENT));
    return new EventFollower.Plan(
        settings.run(),
        student,
        own ? rate(settings.config(), settings.run()) : step -> Double.NaN,
        folder,
        everySteps);
  }

  private static LongToDoubleFunction rate(Config config, RunSettings run) {
    OptimizerSettings optimizer = SettingsReading.of(config).optimizer().over(run.steps());
    return optimizer::rate;
  }

  /** Writes them while the service works, if the settings name a folder. */
  static Optional<EventThread> begin(ServiceContext context) {
    TensorBoardSettings wanted = context.settings().tensorBoard();
    String student = context.config().getString(STUDENT);
    return wanted
        .folder()
        .map(folder -> plan(context.settings(), student, folder, wanted.everySteps()))
        .map(plan -> EventThread.start(context.cluster(), plan));
  }
}
