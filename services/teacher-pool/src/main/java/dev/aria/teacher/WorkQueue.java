package dev.aria.teacher;

import dev.aria.teacher.draws.Work;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Draw batches waiting for a worker, in the order in which they came. */
final class WorkQueue {
  private final int samplesPerJob;
  private final boolean inOrder;
  private final Deque<Work> waiting = new ArrayDeque<>();

  /**
   * @param samplesPerJob a job is full at this many samples; a larger draw batch makes a job alone
   * @param inOrder whether the batches of a partition are done one after the other, as paths are
   */
  WorkQueue(int samplesPerJob, boolean inOrder) {
    this.samplesPerJob = samplesPerJob;
    this.inOrder = inOrder;
  }

  void add(Work work) {
    waiting.addLast(work);
  }

  /** Whether enough waits to fill a job while the partitions {@code busy} are at work. */
  boolean fillsJob(Set<Integer> busy) {
    return free(busy).mapToInt(Work::samples).sum() >= samplesPerJob;
  }

  /** Whether anything waits that can be done while the partitions {@code busy} are at work. */
  boolean hasWork(Set<Integer> busy) {
    return free(busy).findAny().isPresent();
  }

  private Stream<Work> free(Set<Integer> busy) {
    return waiting.stream().filter(work -> !inOrder || !busy.contains(work.partition()));
  }

  /**
   * Takes the oldest batches that fit in one job and can be done while {@code busy} are at work, at
   * least one; there must be such.
   */
  List<Work> take(Set<Integer> busy) {
    List<Work> job = new ArrayList<>();
    int taken = 0;
    for (Work work : free(busy).toList()) {
      if (!job.isEmpty() && taken + work.samples() > samplesPerJob) {
        break;
      }
      job.add(work);
      taken += work.samples();
    }
    waiting.removeAll(job);
    return job;
  }

  /** Drops the batches of {@code partitions}. */
  void revoked(Set<Integer> partitions) {
    waiting.removeIf(work -> partitions.contains(work.partition()));
  }
}
