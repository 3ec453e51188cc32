package dev.aria.teacher;

import dev.aria.teacher.draws.Work;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Draw batches waiting for a worker, in the order in which they came. */
final class WorkQueue {
  private final int samplesPerJob;
  private final Deque<Work> waiting = new ArrayDeque<>();
  private int samples;

  /**
   * @param samplesPerJob a job is full at this many samples; a larger draw batch makes a job alone
   */
  WorkQueue(int samplesPerJob) {
    this.samplesPerJob = samplesPerJob;
  }

  void add(Work work) {
    waiting.addLast(work);
    samples += work.samples();
  }

  /** Whether enough waits to fill a job. */
  boolean fillsJob() {
    return samples >= samplesPerJob;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Takes the oldest batches that fit in one job, at least one; the queue must not be empty. */
  List<Work> take() {
    List<Work> job = new ArrayList<>();
    int taken = 0;
    do {
      Work work = waiting.removeFirst();
      job.add(work);
      taken += work.samples();
    } while (!waiting.isEmpty() && taken + waiting.getFirst().samples() <= samplesPerJob);
    samples -= taken;
    return job;
  }

  /** Drops the batches of {@code partitions}. */
  void revoked(Set<Integer> partitions) {
    waiting.removeIf(work -> partitions.contains(work.partition()));
    samples = waiting.stream().mapToInt(Work::samples).sum();
  }
}
