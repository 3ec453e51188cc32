package dev.aria.runtime.tensorboard;

import dev.aria.core.record.StepReport;
import dev.aria.runtime.kafka.reading.Received;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts the reports of a student in order: step after step, each with one report a shard, whatever
 * the order between shards in which they were read. Of a (step, shard) the first report counts; a
 * trainer that goes on from a checkpoint sends some again. A step is left out when one of its
 * reports is lost, which shows by a later one of the same shard. Not thread-safe.
 */
final class CompleteSteps {
  private final int shards;
  private final Map<Integer, Long> newest = new HashMap<>();
  private final TreeMap<Long, SortedMap<Integer, Received<StepReport>>> open = new TreeMap<>();
  private long next;

  CompleteSteps(int shards) {
    this.shards = shards;
  }

  /**
   * Takes a report of the student in; those of shards that the run does not have are passed over.
   *
   * @return the steps that are complete with it, in order, each by shard
   */
  List<List<Received<StepReport>>> add(Received<StepReport> report) {
    int shard = report.value().shard();
    long step = report.value().step();
    if (shard >= shards) {
      return List.of();
    }
    if (newest.putIfAbsent(shard, step) == null) {
      next = Math.max(next, step); // earlier reports of the shard are not kept any more
    }
    newest.merge(shard, step, Math::max);
    if (step >= next) {
      open.computeIfAbsent(step, none -> new TreeMap<>()).putIfAbsent(shard, report);
    }
    return newest.size() < shards ? List.of() : complete();
  }

  private List<List<Received<StepReport>>> complete() {
    open.headMap(next).clear();
    List<List<Received<StepReport>>> complete = new ArrayList<>();
    while (!open.isEmpty() && (isComplete(next) || isLost(next))) {
      SortedMap<Integer, Received<StepReport>> step = open.remove(next);
      if (step != null && step.size() == shards) {
        complete.add(List.copyOf(step.values()));
      }
      next++;
    }
    return complete;
  }

  private boolean isComplete(long step) {
    SortedMap<Integer, Received<StepReport>> reports = open.get(step);
    return reports != null && reports.size() == shards;
  }

  /** Whether a report of {@code step} can come no more. */
  private boolean isLost(long step) {
    SortedMap<Integer, Received<StepReport>> reports = open.getOrDefault(step, new TreeMap<>());
    return newest.entrySet().stream()
        .anyMatch(last -> last.getValue() > step && !reports.containsKey(last.getKey()));
  }
}
