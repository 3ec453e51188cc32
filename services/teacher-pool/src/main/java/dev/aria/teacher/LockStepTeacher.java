package dev.aria.teacher;

import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.ProbeSet;
import dev.aria.core.record.TaggedPrompts;
import dev.aria.core.record.TargetBatch;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.teacher.RunTeachers;
import dev.aria.teacher.inference.Assigned;
import dev.aria.teacher.inference.TargetMaker;
import dev.aria.teacher.inference.Teacher;
import dev.aria.teacher.probes.ProbeBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;

/**
 * The teacher of a run for a caller in the same process: draws in, targets out, as a pool of one
 * worker makes them. For one thread, which opens, uses and closes it.
 */
public final class LockStepTeacher implements AutoCloseable {
  private static final String PASSES = "aria.teacher.passes";

  private final TargetWiring.Sources sources;
  private final Teacher teacher;
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final TargetMaker maker;

  private LockStepTeacher(TargetWiring.Sources sources, Teacher teacher) {
    this.sources = sources;
    this.teacher = teacher;
    this.maker = new TargetWiring(sources, meters).maker(teacher, draws -> Optional.empty());
  }

  /**
   * Opens the teachers of {@code aria.run} on the first of {@code aria.teacher-pool.devices}.
   *
   * @param pairs the run's paired set; its owner closes it
   */
  public static LockStepTeacher open(Settings settings, PairedSet pairs) {
    RunSettings run = settings.run();
    TeacherPoolSettings pool = TeacherPoolMain.settings(settings.config());
    RunTeachers teachers = RunTeachers.of(run);
    ModelDescriptor model = ModelFiles.describe(teachers.files().get(0).model());
    Teacher teacher = Teacher.open(teachers, pool.devices().get(0), run.guidance());
    return new LockStepTeacher(
        new TargetWiring.Sources(run, pool, pairs, model.diffusion(), model.nullCondition()),
        teacher);
  }

  /**
   * The targets of each of {@code draws}, in their order. The samples of all share calls of at most
   * {@code aria.teacher-pool.batch-size} rows. The last bits of their outputs depend on how many
   * share one.
   *
   * @throws dev.aria.teacher.inference.TeacherBroken when an element is not finite
   */
  public List<TargetBatch> targets(List<DrawBatch> draws) {
    return maker.make(draws.stream().map(Assigned::forGood).toList());
  }

  /**
   * The probe set of each region of a corpus.
   *
   * @param regionMapDigest of the map that tagged it
   * @param pages the corpus; the first prompts of each region are its probes
   */
  public List<ProbeSet> probes(String regionMapDigest, List<TaggedPrompts> pages) {
    return ProbeBuilder.inMemory(
        sources.run(), teacher, sources.schedule(), regionMapDigest, pages);
  }

  /** Samples sent through the teacher for targets so far; probes are not counted. */
  public long passes() {
    return (long) meters.counter(PASSES).count();
  }

  @Override
  public void close() {
    teacher.close();
  }
}
