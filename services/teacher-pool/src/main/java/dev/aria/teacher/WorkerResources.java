package dev.aria.teacher;

import dev.aria.teacher.inference.TargetMaker;
import dev.aria.teacher.inference.Teacher;
import dev.aria.teacher.probes.ProbeBuilder;

/** What one worker computes with; the worker closes it. */
record WorkerResources(Teacher teacher, TargetMaker maker, ProbeBuilder probes)
    implements AutoCloseable {
  @Override
  public void close() {
    teacher.close();
  }
}
