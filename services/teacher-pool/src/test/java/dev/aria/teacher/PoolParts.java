package dev.aria.teacher;

import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.diffusion.PredictionType;
import dev.aria.core.tensor.Tensor;
import dev.aria.fixtures.InMemoryPairs;
import dev.aria.models.model.DiffusionSetting;
import dev.aria.models.model.ScheduleSetting;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.tracing.ShardTraces;
import dev.aria.teacher.inference.ArithmeticTeacher;
import dev.aria.teacher.inference.Teacher;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** What pools of tests are made of: jobs of two batches of ten draws, over in-memory pairs. */
final class PoolParts {
  static final InMemoryPairs PAIRS = new InMemoryPairs(7, 6, 5);
  static final int JOB = 20;

  private PoolParts() {}

  static TeacherPool.Parts of(
      Cluster cluster,
      RunSettings run,
      String member,
      List<String> devices,
      Function<String, Teacher> teachers,
      MeterRegistry registry) {
    return new TeacherPool.Parts(
        cluster,
        run,
        settings(run, member, devices, JOB),
        PAIRS,
        diffusion(),
        nullCondition(),
        teachers,
        registry,
        ShardTraces.OFF);
  }

  static TeacherPoolSettings settings(
      RunSettings run, String member, List<String> devices, int batchSize) {
    return new TeacherPoolSettings(
        run.name() + "-" + member,
        devices,
        batchSize,
        Duration.ofMillis(5),
        16,
        new TeacherPoolSettings.CacheSettings(1 << 20, 16, 0.2));
  }

  static Tensor nullCondition() {
    return Tensor.of(new float[5], 5);
  }

  static NoiseSchedule schedule() {
    return diffusion().schedule().schedule();
  }

  static DiffusionSetting diffusion() {
    return DiffusionSetting.of(ScheduleSetting.linear(), PredictionType.EPSILON, 1);
  }

  static Teacher arithmetic() {
    return new ArithmeticTeacher(PAIRS.latentSize(), PAIRS.conditionSize());
  }
}
