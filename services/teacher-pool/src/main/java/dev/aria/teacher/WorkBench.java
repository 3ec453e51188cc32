package dev.aria.teacher;

/** What one worker works with; the worker closes it. */
record WorkBench(Teacher teacher, TargetMaker maker, ProbeBuilder probes) implements AutoCloseable {
  @Override
  public void close() {
    teacher.close();
  }
}
