package dev.aria.trials.chaos.recovery;

import dev.aria.core.record.DrawBatch;
import dev.aria.operations.audit.Cell;
import dev.aria.runtime.kafka.reading.Received;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which draw batches wait for their targets, and when the others had them. Not thread-safe. */
final class PendingTargets {
  private record Drawn(Cell cell, Instant made) {}

  private final Map<Integer, List<Drawn>> byPartition = new HashMap<>();
  private final Set<Cell> waiting = new HashSet<>();
  private final Map<Cell, Instant> taught = new HashMap<>();

  void drawn(Cell cell, Received<DrawBatch> batch) {
    if (!taught.containsKey(cell)) {
      waiting.add(cell);
    }
    byPartition
        .computeIfAbsent(batch.partition(), partition -> new ArrayList<>())
        .add(new Drawn(cell, batch.timestamp()));
  }

  void taught(Cell cell, Instant seen) {
    waiting.remove(cell);
    taught.putIfAbsent(cell, seen);
  }

  /** Draw batches without a target. */
  Set<Cell> waiting() {
    return waiting;
  }

  /** See {@link RunTimeline#taughtSince}. */
  Optional<Instant> since(Mark mark) {
    if (!taught.keySet().containsAll(mark.waiting())) {
      return Optional.empty();
    }
    Instant last =
        mark.waiting().stream().map(taught::get).max(Instant::compareTo).orElse(mark.at());
    for (List<Drawn> partition : byPartition.values()) {
      Optional<Instant> served = served(partition, mark);
      if (served.isEmpty()) {
        return served;
      }
      last = last.isAfter(served.get()) ? last : served.get();
    }
    return Optional.of(last);
  }

  private Optional<Instant> served(List<Drawn> partition, Mark mark) {
    return partition.stream()
        .filter(one -> mark.precedes(one.made) && taught.containsKey(one.cell))
        .map(one -> taught.get(one.cell))
        .min(Instant::compareTo);
  }
}
