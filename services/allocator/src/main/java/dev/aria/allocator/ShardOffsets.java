package dev.aria.allocator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The offset at which each shard's reports of a tick end. A shard reports its steps in order, so
 * the first report of a step has a lower offset than that of the next step. Repeated reports come
 * later and change nothing.
 */
final class ShardOffsets {
  private final int stepsPerTick;
  private final List<Long> folded;
  private final List<Map<Long, Long>> endOfTick = new ArrayList<>();

  /**
   * @param folded offset of the first report of each shard that no folded tick holds
   */
  ShardOffsets(int stepsPerTick, List<Long> folded) {
    this.stepsPerTick = stepsPerTick;
    this.folded = new ArrayList<>(folded);
    folded.forEach(offset -> endOfTick.add(new HashMap<>()));
  }

  /** A report of {@code step} stands at {@code offset} of its shard's partition. */
  void observe(int shard, long step, long offset) {
    if ((step + 1) % stepsPerTick == 0) {
      endOfTick.get(shard).putIfAbsent(step / stepsPerTick, offset + 1);
    }
  }

  /** Next offsets, one a shard, once {@code tick} is folded too. */
  List<Long> after(long tick) {
    for (int shard = 0; shard < folded.size(); shard++) {
      Long end = endOfTick.get(shard).remove(tick);
      if (end != null) {
        folded.set(shard, Math.max(folded.get(shard), end));
      }
      endOfTick.get(shard).keySet().removeIf(older -> older < tick);
    }
    return List.copyOf(folded);
  }
}
