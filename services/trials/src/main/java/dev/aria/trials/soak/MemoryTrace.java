package dev.aria.trials.soak;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Resident memory of one process over time. */
final class MemoryTrace {
  private final String process;
  private final List<Sample> samples = new ArrayList<>();

  /**
   * One look.
   *
   * @param seconds since the start
   * @param step global steps trained by then
   * @param kibibytes resident
   */
  record Sample(double seconds, long step, long kibibytes) {}

  MemoryTrace(String process) {
    this.process = process;
  }

  /** Name of the process. */
  String process() {
    return process;
  }

  void add(Sample sample) {
    samples.add(sample);
  }

  List<Sample> samples() {
    return Collections.unmodifiableList(samples);
  }
}
