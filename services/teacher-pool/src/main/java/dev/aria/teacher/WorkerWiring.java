package dev.aria.teacher;

import dev.aria.runtime.pairs.SampleInputs;
import dev.aria.teacher.draws.LoggedTargets;
import dev.aria.teacher.inference.Teacher;
import dev.aria.teacher.probes.ProbeBuilder;

/** Puts together what each of the pool's workers computes with. */
final class WorkerWiring {
  private final TeacherPool.Parts parts;
  private final TargetWiring targets;

  WorkerWiring(TeacherPool.Parts parts) {
    this.parts = parts;
    this.targets = new TargetWiring(sources(parts), parts.meters());
  }

  private static TargetWiring.Sources sources(TeacherPool.Parts parts) {
    return new TargetWiring.Sources(
        parts.run(), parts.settings(), parts.pairs(), parts.diffusion(), parts.nullCondition());
  }

  /** Loads the teacher on {@code device}; call on the worker's thread. */
  WorkerResources resources(String device) {
    Teacher teacher = parts.teachers().apply(device);
    LoggedTargets logged = new LoggedTargets(parts.cluster(), parts.run());
    ProbeBuilder probes =
        ProbeBuilder.over(
            parts.cluster(),
            parts.run(),
            teacher,
            parts.diffusion().schedule().schedule(),
            parts.pairs().conditionShape());
    return new WorkerResources(teacher, targets.maker(teacher, logged::before), probes);
  }

  /** Rebuilds samples of draws; each thread has its own. */
  static SampleInputs inputs(TeacherPool.Parts parts) {
    return sources(parts).inputs();
  }
}
