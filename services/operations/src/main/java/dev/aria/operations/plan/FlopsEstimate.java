package dev.aria.operations.plan;

import com.typesafe.config.Config;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.teacher.TeacherFiles;
import java.nio.file.Path;

/**
 * Costs of models that are not at hand, from the operations of a forward pass: their descriptors
 * suffice. A backward pass is taken for two forward passes.
 *
 * @param teacherGflops of the teacher's forward pass over one sample, in 10^9 operations, a
 *     multiplication and an addition each counted
 * @param studentGflops of the student's
 * @param deviceTflops that one device really does, in 10^12 a second
 */
public record FlopsEstimate(double teacherGflops, double studentGflops, double deviceTflops) {
  private static final double GIGA_OF_TERA = 1e-3;
  private static final int PASSES_OF_A_STEP = 3;

  public FlopsEstimate {
    positive("teacher GFLOPs", teacherGflops);
    positive("student GFLOPs", studentGflops);
    positive("device TFLOPS", deviceTflops);
  }

  private static void positive(String name, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException("%s must be above 0, got %s".formatted(name, value));
    }
  }

  /**
   * What the run of {@code settings} would take on such devices.
   *
   * @param encoderSeconds of one prompt on one thread
   */
  Measured of(Settings settings, double encoderSeconds) {
    RunSettings run = settings.run();
    ModelDescriptor teacher =
        ModelFiles.readDescriptor(TeacherFiles.of(run.teacher()).descriptor());
    ModelDescriptor student = student(settings.config());
    int teacherPasses = run.guidance() == 0 || run.guidance() == 1 ? 1 : 2;
    return new Measured(
        teacherPasses * seconds(teacherGflops),
        PASSES_OF_A_STEP * run.batch() * seconds(studentGflops),
        encoderSeconds,
        teacher.parameters(),
        student.parameters(),
        teacher.sampleSize(),
        teacher.conditionDim());
  }

  private static ModelDescriptor student(Config config) {
    String file = config.getString("aria.student-trainer.model.file");
    if (file.isEmpty()) {
      throw new IllegalArgumentException(
          "aria.student-trainer.model.file is empty: a plan from FLOPs needs the student's descriptor");
    }
    return ModelFiles.readDescriptor(ModelFiles.descriptorOf(ModelFiles.networkOf(Path.of(file))));
  }

  private double seconds(double gflops) {
    return gflops * GIGA_OF_TERA / deviceTflops;
  }

  @Override
  public String toString() {
    return "Reckoned: %.0f and %.0f GFLOPs a pass at %.0f TFLOPS a device; the encoder measured here"
        .formatted(teacherGflops, studentGflops, deviceTflops);
  }
}
