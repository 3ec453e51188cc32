package dev.aria.teacher;

import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.diffusion.PathPlan;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.TargetBatch;
import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.model.DiffusionSetting;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.pairs.SampleInputs;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.teacher.cache.AuditedCache;
import dev.aria.teacher.cache.CacheMetrics;
import dev.aria.teacher.inference.Inference;
import dev.aria.teacher.inference.InferenceMetrics;
import dev.aria.teacher.inference.PathStates;
import dev.aria.teacher.inference.TargetMaker;
import dev.aria.teacher.inference.Teacher;
import dev.aria.teacher.inference.TeacherPaths;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.function.Function;

/** Puts together what makes a run's targets; its makers share counters and the states of paths. */
final class TargetWiring {
  private final Sources sources;
  private final InferenceMetrics inferenceMetrics;
  private final CacheMetrics cacheMetrics;
  private final PathStates paths = new PathStates();

  /**
   * What targets are made from.
   *
   * @param run the run served
   * @param settings how the teacher is called
   * @param pairs the paired set
   * @param diffusion the teacher's forward process and what its outputs stand for
   * @param nullCondition (condition shape): the teacher's null condition
   */
  record Sources(
      RunSettings run,
      TeacherPoolSettings settings,
      PairedSet pairs,
      DiffusionSetting diffusion,
      Tensor nullCondition) {
    /** Rebuilds samples of draws; each thread has its own. */
    SampleInputs inputs() {
      return new SampleInputs(pairs, schedule(), nullCondition.toFloats());
    }

    NoiseSchedule schedule() {
      return diffusion.schedule().schedule();
    }

    PathPlan paths() {
      return new PathPlan(schedule(), diffusion.prediction(), run.paths().length());
    }
  }

  TargetWiring(Sources sources, MeterRegistry meters) {
    this.sources = sources;
    this.inferenceMetrics = new InferenceMetrics(meters);
    this.cacheMetrics = new CacheMetrics(meters);
  }

  /**
   * Makes targets with {@code teacher}, on its thread.
   *
   * @param logged the last target in the log of the same shard, before the step of the draws given
   */
  TargetMaker maker(Teacher teacher, Function<DrawBatch, Optional<TargetBatch>> logged) {
    RunSettings run = sources.run();
    boolean cached = run.drawsPerPrompt() > 0;
    int rows = cached ? sources.settings().cache().rows() : sources.settings().batchSize();
    ElementType type = run.halfTargets() ? ElementType.FLOAT16 : ElementType.FLOAT32;
    SampleInputs inputs = sources.inputs();
    return new TargetMaker(
        teacher,
        new Inference(teacher, inputs, rows, cached, inferenceMetrics),
        new TeacherPaths(sources.paths(), inputs, type, paths, logged),
        cached ? Optional.of(cache()) : Optional.empty(),
        run.guidance(),
        type);
  }

  private AuditedCache cache() {
    TeacherPoolSettings.CacheSettings settings = sources.settings().cache();
    return new AuditedCache(
        settings.bytes(), settings.auditShare(), sources.run().seed(), cacheMetrics);
  }
}
