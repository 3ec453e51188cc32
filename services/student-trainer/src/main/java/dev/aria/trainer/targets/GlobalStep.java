package dev.aria.trainer.targets;

import dev.aria.core.record.TargetBatch;
import dev.aria.core.record.WeightsVersion;
import java.util.Comparator;
import java.util.List;

/**
 * The targets of one global step, whole.
 *
 * @param step global step, from 0
 * @param shards one target batch a shard, by shard
 * @param nextOffsets by shard: reading on from there gives every target of a later step
 */
public record GlobalStep(long step, List<TargetBatch> shards, List<Long> nextOffsets) {
  public GlobalStep {
    shards = List.copyOf(shards);
    nextOffsets = List.copyOf(nextOffsets);
  }

  /** Latest weights version that its draws were made under. */
  public WeightsVersion weights() {
    return shards.stream()
        .map(shard -> shard.draws().weights())
        .max(Comparator.naturalOrder())
        .orElse(WeightsVersion.INITIAL);
  }

  /** Samples of all its shards. */
  public int samples() {
    return shards.stream().mapToInt(shard -> shard.draws().draws().size()).sum();
  }
}
