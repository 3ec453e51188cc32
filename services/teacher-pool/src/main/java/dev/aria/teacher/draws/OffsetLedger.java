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
 * below it.
 *
 * @param <R> result of one record
 */
final class OffsetLedger<R> {
  private final Map<Integer, TreeMap<Long, Optional<R>>> open = new HashMap<>();

  /** What may be committed: results in order, and the next offset of each of their partitions. */
  record Prefix<R>(List<R> results, Map<Integer, Long> nextOffsets) {
    boolean isEmpty() {
      return nextOffsets.isEmpty();
    }
  }

  void opened(int partition, long offset) {
    open.computeIfAbsent(partition, key -> new TreeMap<>()).put(offset, Optional.empty());
  }

  /**
   * Keeps {@code result}, unless the record was revoked or answered meanwhile.
   *
   * @return whether it was kept
   */
  boolean finished(int partition, long offset, R result) {
    TreeMap<Long, Optional<R>> records = open.get(partition);
    return records != null && records.replace(offset, Optional.empty(), Optional.of(result));
  }

  /** Forgets all records of {@code partitions}: another member answers them again. */
  void revoked(Set<Integer> partitions) {
    open.keySet().removeAll(partitions);
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
