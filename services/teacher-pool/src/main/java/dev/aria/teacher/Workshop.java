package dev.aria.teacher;

import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.tensor.ElementType;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.pairs.SampleInputs;
import dev.aria.runtime.settings.RunSettings;
import java.util.Optional;
import java.util.function.Function;

/** Fits out the pool's workers and its gate. */
final class Workshop {
  private final RunSettings run;
  private final TeacherPoolSettings settings;
  private final PairedSet pairs;
  private final NoiseSchedule schedule;
  private final Function<String, Teacher> teachers;
  private final Cluster cluster;
  private final PoolMetrics metrics;

  /**
   * @param schedule the teacher's forward process
   * @param teachers opens the teacher on a device
   */
  Workshop(
      RunSettings run,
      TeacherPoolSettings settings,
      PairedSet pairs,
      NoiseSchedule schedule,
      Function<String, Teacher> teachers,
      Cluster cluster,
      PoolMetrics metrics) {
    this.run = run;
    this.settings = settings;
    this.pairs = pairs;
    this.schedule = schedule;
    this.teachers = teachers;
    this.cluster = cluster;
    this.metrics = metrics;
  }

  /** What the worker on {@code device} works with; call on the worker's thread. */
  WorkBench bench(String device) {
    Teacher teacher = teachers.apply(device);
    boolean cached = run.drawsPerPrompt() > 0;
    int rows = cached ? settings.cache().rows() : settings.batchSize();
    Inference inference = new Inference(teacher, inputs(), rows, cached, metrics);
    ElementType type = run.halfTargets() ? ElementType.FLOAT16 : ElementType.FLOAT32;
    TargetMaker maker =
        new TargetMaker(
            teacher,
            inference,
            cached ? Optional.of(audit()) : Optional.empty(),
            run.guidance(),
            type);
    ProbeBuilder probes =
        new ProbeBuilder(
            run, teacher, schedule, pairs.conditionShape(), new ProbeTopics(cluster, run));
    return new WorkBench(teacher, maker, probes);
  }

  private CacheAudit audit() {
    NoiseCache cache = new NoiseCache(settings.cache().bytes(), metrics);
    return new CacheAudit(cache, settings.cache().auditShare(), run.seed(), metrics);
  }

  /** Which draws the pool answers. */
  DrawGate gate() {
    return new DrawGate(run.name(), run.lineage(), inputs());
  }

  private SampleInputs inputs() {
    int conditionSize = pairs.conditionShape().stream().reduce(1, Math::multiplyExact);
    return new SampleInputs(pairs, schedule, new float[conditionSize]);
  }
}
