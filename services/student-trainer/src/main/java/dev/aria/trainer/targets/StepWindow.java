package dev.aria.trainer.targets;

import dev.aria.core.record.TargetBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Puts targets back in the order of (step, shard). The first target of a (step, shard) in the log
 * counts; a later one is a duplicate. What it hands out depends on the log alone, not on how
 * reading the shards happened to interleave.
 */
final class StepWindow {
  /** What became of a target. */
  enum Fate {
    KEPT,
    /** Its (step, shard) is here already, or trained. */
    DUPLICATE
  }

  private record Held(long offset, TargetBatch batch) {}

  private final List<TreeMap<Long, Held>> shards = new ArrayList<>();
  private final long[] positions;
  private final int readAhead;
  private final int reach;
  private long nextStep;

  /**
   * @param nextOffsets offset at which each shard is read first
   * @param nextStep first step to hand out
   * @param readAhead steps of a shard held before its reading pauses
   * @param reach most steps of a shard that may lie in the log before a missing one
   */
  StepWindow(List<Long> nextOffsets, long nextStep, int readAhead, int reach) {
    this.positions = nextOffsets.stream().mapToLong(Long::longValue).toArray();
    this.nextStep = nextStep;
    this.readAhead = readAhead;
    this.reach = reach;
    nextOffsets.forEach(offset -> shards.add(new TreeMap<>()));
  }

  /**
   * Takes in the target at {@code offset} of its shard's partition.
   *
   * @throws TargetMissing when so many later steps came that the next one cannot follow
   */
  Fate offer(long offset, TargetBatch batch) {
    int shard = batch.draws().shard();
    long step = batch.draws().step();
    passed(shard, offset);
    TreeMap<Long, Held> held = shards.get(shard);
    if (step < nextStep || held.putIfAbsent(step, new Held(offset, batch)) != null) {
      return Fate.DUPLICATE;
    }
    if (held.size() > reach && held.firstKey() != nextStep) {
      throw new TargetMissing(nextStep, shard, held.size());
    }
    return Fate.KEPT;
  }

  /** Notes that the record at {@code offset} of {@code shard} was read, whatever it held. */
  void passed(int shard, long offset) {
    positions[shard] = Math.max(positions[shard], offset + 1);
  }

  /** The next step, once every shard of it is in. */
  Optional<GlobalStep> next() {
    long step = nextStep;
    if (shards.stream().anyMatch(held -> !held.containsKey(step))) {
      return Optional.empty();
    }
    List<TargetBatch> batches = new ArrayList<>();
    for (TreeMap<Long, Held> held : shards) {
      Map.Entry<Long, Held> first = held.pollFirstEntry();
      batches.add(first.getValue().batch());
    }
    nextStep++;
    return Optional.of(new GlobalStep(step, batches, nextOffsets()));
  }

  /** Step that {@link #next} hands out next. */
  long nextStep() {
    return nextStep;
  }

  private List<Long> nextOffsets() {
    return IntStream.range(0, positions.length).mapToObj(this::nextOffset).toList();
  }

  private long nextOffset(int shard) {
    return shards.get(shard).values().stream()
        .mapToLong(Held::offset)
        .min()
        .orElse(positions[shard]);
  }

  /** Shards that hold enough: their next step is here, and {@code readAhead} steps in all. */
  List<Integer> saturated() {
    return IntStream.range(0, positions.length)
        .filter(shard -> shards.get(shard).size() >= readAhead)
        .filter(shard -> shards.get(shard).containsKey(nextStep))
        .boxed()
        .toList();
  }

  /** Shards whose target of the next step has not come. */
  List<Integer> waitedFor() {
    return IntStream.range(0, positions.length)
        .filter(shard -> !shards.get(shard).containsKey(nextStep))
        .boxed()
        .toList();
  }

  /** Target batches held. */
  int size() {
    return shards.stream().mapToInt(TreeMap::size).sum();
  }
}
