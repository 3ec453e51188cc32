package dev.aria.operations.plan;

import com.typesafe.config.Config;
import dev.aria.core.random.GaussianNoise;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.encoder.ConditionEncoder;
import dev.aria.models.encoder.MiniLmEncoder;
import dev.aria.models.model.GuidedPredictor;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NoisePredictor;
import dev.aria.models.training.MicroBatch;
import dev.aria.models.training.ShardGradient;
import dev.aria.models.training.Trainable;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.teacher.RunTeachers;
import dev.aria.runtime.teacher.TeacherFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs teacher, student and encoder of a run for some seconds each, on noise: none of the three
 * takes another time for it.
 */
final class MicroRun {
  private static final long SEED = 11;

  private final RunSettings run;
  private final Config config;
  private final Stopwatch watch;

  MicroRun(Settings settings, Stopwatch watch) {
    this.run = settings.run();
    this.config = settings.config();
    this.watch = watch;
  }

  Measured measure() {
    Path teacher = TeacherFiles.of(run.teacher()).model();
    ModelDescriptor shape = ModelFiles.describe(teacher);
    PlannedStudent student = new PlannedStudent(config, shape);
    try (Trainable model = student.open()) {
      return new Measured(
          teacherSeconds(teacher, shape),
          studentSeconds(model, shape),
          encoderSeconds(watch),
          teacherParameters(),
          model.descriptor().parameters(),
          shape.sampleSize(),
          shape.conditionDim());
    }
  }

  /** Of the run's own teacher and its experts, which every worker holds. */
  private long teacherParameters() {
    return RunTeachers.of(run).files().stream()
        .mapToLong(files -> ModelFiles.describe(files.model()).parameters())
        .sum();
  }

  private double teacherSeconds(Path file, ModelDescriptor shape) {
    int batch = Math.min(config.getInt("aria.teacher-pool.batch-size"), run.batch());
    String device = config.getString("aria.teacher-pool.devices").split(",", 2)[0].strip();
    try (NoisePredictor teacher =
        new GuidedPredictor(ModelFiles.load(file, device), run.guidance())) {
      Tensor x = noise(batch, shape.sampleShape());
      Tensor conditions = shape.nullConditions(batch);
      int[] t = timesteps(batch, shape);
      return watch.seconds(() -> teacher.predict(x, t, conditions)) / batch;
    }
  }

  private double studentSeconds(Trainable student, ModelDescriptor shape) {
    int size = run.microBatch();
    float[] weights = new float[size];
    Arrays.fill(weights, 1);
    MicroBatch batch =
        new MicroBatch(
            noise(size, shape.sampleShape()),
            timesteps(size, shape),
            shape.nullConditions(size),
            noise(size, shape.sampleShape()),
            weights);
    return watch.seconds(() -> step(student, batch));
  }

  private void step(Trainable student, MicroBatch batch) {
    List<ShardGradient> gradients = new ArrayList<>();
    for (int shard = 0; shard < run.shards(); shard++) {
      gradients.add(student.shardGradient(batch));
    }
    student.apply(gradients);
  }

  /** Of one prompt on one thread, with the built-in encoder. */
  static double encoderSeconds(Stopwatch watch) {
    try (ConditionEncoder encoder = MiniLmEncoder.fromClassPath()) {
      return watch.seconds(() -> encoder.encode("a smiling red fox, flat style, blue background"));
    }
  }

  private static Tensor noise(int rows, List<Integer> rowShape) {
    List<Integer> shape = new ArrayList<>(List.of(rows));
    shape.addAll(rowShape);
    float[] values = new float[shape.stream().reduce(1, Math::multiplyExact)];
    GaussianNoise.fill(SEED, values);
    return Tensor.of(values, shape.stream().mapToInt(Integer::intValue).toArray());
  }

  private static int[] timesteps(int rows, ModelDescriptor model) {
    int[] t = new int[rows];
    Arrays.setAll(t, row -> row * 7 % model.timesteps());
    return t;
  }
}
