package dev.aria.runtime.tensorboard;

import dev.aria.core.record.StepReport;
import dev.aria.runtime.kafka.reading.Received;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts the reports of a student in order: step after step, each with one report a shard, whatever
 * the order between shards in which they were read. Of a (step, shard) the first report counts; a
 * trainer that goes on from a checkpoint sends some again. Not thread-safe.
 */
final class CompleteSteps {
  private final int shards;
  private final Set<Integer> begun = new HashSet<>();
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
    if (shard < shards && begun.add(shard)) {
      next = Math.max(next, step); // earlier reports of the shard are not kept any more
    }
    if (shard < shards && step >= next) {
      open.computeIfAbsent(step, none -> new TreeMap<>()).putIfAbsent(shard, report);
    }
    return begun.size() < shards ? List.of() : complete();
  }

  private List<List<Received<StepReport>>> complete() {
    open.headMap(next).clear();
    List<List<Received<StepReport>>> complete = new ArrayList<>();
    SortedMap<Integer, Received<StepReport>> step = open.get(next);
    while (step != null && step.size() == shards) {
      complete.add(List.copyOf(step.values()));
      open.remove(next);
      next++;
      step = open.get(next);
    }
    return complete;
  }
}
