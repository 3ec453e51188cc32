package dev.aria.teacher;

import dev.aria.core.conditioning.PathSchedule;
import dev.aria.core.tensor.ElementType;
import dev.aria.runtime.pairs.SampleInputs;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.teacher.cache.AuditedCache;
import dev.aria.teacher.cache.CacheMetrics;
import dev.aria.teacher.inference.Inference;
import dev.aria.teacher.inference.InferenceMetrics;
import dev.aria.teacher.inference.PathInference;
import dev.aria.teacher.inference.PathStates;
import dev.aria.teacher.inference.TargetMaker;
import dev.aria.teacher.inference.Teacher;
import dev.aria.teacher.probes.ProbeBuilder;
import java.util.Optional;

/** Puts together what each of the pool's workers computes with. */
final class WorkerWiring {
  /** States kept for each path under way: work that a rebalance takes away leaves some behind. */
  private static final int KEPT = 4;

  private final TeacherPool.Parts parts;
  private final InferenceMetrics inferenceMetrics;
  private final CacheMetrics cacheMetrics;
  private final PathStates paths;

  WorkerWiring(TeacherPool.Parts parts) {
    this.parts = parts;
    this.inferenceMetrics = new InferenceMetrics(parts.meters());
    this.cacheMetrics = new CacheMetrics(parts.meters());
    int underWay = parts.run().pathSchedule().map(PathSchedule::paths).orElse(1);
    this.paths = new PathStates(Math.multiplyExact(KEPT, underWay));
  }

  /** Loads the teacher on {@code device}; call on the worker's thread. */
  WorkerResources resources(String device) {
    Teacher teacher = parts.teachers().apply(device);
    ProbeBuilder probes =
        ProbeBuilder.over(
            parts.cluster(),
            parts.run(),
            teacher,
            parts.schedule(),
            parts.pairs().conditionShape());
    return new WorkerResources(teacher, maker(teacher), probes);
  }

  private TargetMaker maker(Teacher teacher) {
    RunSettings run = parts.run();
    boolean cached = run.drawsPerPrompt() > 0;
    int rows = cached ? parts.settings().cache().rows() : parts.settings().batchSize();
    ElementType type = run.halfTargets() ? ElementType.FLOAT16 : ElementType.FLOAT32;
    SampleInputs inputs = inputs(parts);
    return new TargetMaker(
        teacher,
        new Inference(teacher, inputs, rows, cached, inferenceMetrics),
        new PathInference(
            teacher, parts.schedule(), inputs, run.paths().length(), type, paths, inferenceMetrics),
        cached ? Optional.of(cache()) : Optional.empty(),
        run.guidance(),
        type);
  }

  private AuditedCache cache() {
    TeacherPoolSettings.CacheSettings settings = parts.settings().cache();
    return new AuditedCache(
        settings.bytes(), settings.auditShare(), parts.run().seed(), cacheMetrics);
  }

  /** Rebuilds samples of draws; each thread has its own. */
  static SampleInputs inputs(TeacherPool.Parts parts) {
    int conditionSize = parts.pairs().conditionShape().stream().reduce(1, Math::multiplyExact);
    return new SampleInputs(parts.pairs(), parts.schedule(), new float[conditionSize]);
  }
}
