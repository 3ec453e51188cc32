package dev.aria.teacher.draws;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Records taken from a topic and not yet committed, by partition and offset. Results come in any
 * order and leave in the order of their offsets, so that a committed offset has nothing unfinished
 * below it. A record that was revoked may be taken again while a result of the first time is still
 * under way: each time has a number, so that the late result is not taken for the new one.
 *
 * @param <R> result of one record
 */
final class OffsetLedger<R> {
  private final Map<Integer, TreeMap<Long, Optional<R>>> open = new HashMap<>();
  private final Map<Integer, Long> assignments = new HashMap<>();

  /** What may be committed: results in order, and the next offset of each of their partitions. */
  record Prefix<R>(List<R> results, Map<Integer, Long> nextOffsets) {
    boolean isEmpty() {
      return nextOffsets.isEmpty();
    }
  }

  /**
   * A record was taken.
   *
   * @return how often its partition has been revoked before
   */
  long opened(int partition, long offset) {
    open.computeIfAbsent(partition, key -> new TreeMap<>()).put(offset, Optional.empty());
    return assignment(partition);
  }

  private long assignment(int partition) {
    return assignments.getOrDefault(partition, 0L);
  }

  /** A result, and the record that it is of. */
  record Finished<R>(int partition, long offset, long assignment, R result) {}

  /**
   * Keeps a result, unless the record was revoked or answered since it was taken.
   *
   * @return whether it was kept
   */
  boolean finished(Finished<R> done) {
    TreeMap<Long, Optional<R>> records = open.get(done.partition());
    return records != null
        && done.assignment() == assignment(done.partition())
        && records.replace(done.offset(), Optional.empty(), Optional.of(done.result()));
  }

  /** Forgets all records of {@code partitions}: another member answers them again. */
  void revoked(Set<Integer> partitions) {
    open.keySet().removeAll(partitions);
    partitions.forEach(partition -> assignments.merge(partition, 1L, Long::sum));
  }

  /** Records taken and not yet committed. */
  int size() {
    return open.values().stream().mapToInt(TreeMap::size).sum();
  }

  /** At most {@code limit} results that have nothing unfinished before them. */
  Prefix<R> finished(int limit) {
    List<R> results = new ArrayList<>();
    Map<Integer, Long> nextOffsets = new HashMap<>();
    open.forEach(
        (partition, records) -> {
          for (Map.Entry<Long, Optional<R>> record : records.entrySet()) {
            if (results.size() == limit || record.getValue().isEmpty()) {
              return;
            }
            record.getValue().ifPresent(results::add);
            nextOffsets.put(partition, record.getKey() + 1);
          }
        });
    return new Prefix<>(results, nextOffsets);
  }

  /** Forgets what {@code nextOffsets} commit. */
  void committed(Map<Integer, Long> nextOffsets) {
    nextOffsets.forEach(
        (partition, next) -> {
          TreeMap<Long, Optional<R>> records = open.get(partition);
          if (records != null) {
            records.headMap(next).clear();
          }
        });
  }
}
