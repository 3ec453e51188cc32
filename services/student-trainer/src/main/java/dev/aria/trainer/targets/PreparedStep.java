package dev.aria.trainer.targets;

import dev.aria.core.record.DrawBatch;
import dev.aria.models.training.MicroBatch;
import dev.aria.runtime.pairs.SampleInputs;
import java.util.Map;

/**
 * A global step with some of its micro-batches built ahead of time.
 *
 * @param step the targets it was made of
 * @param prepared micro-batches, by shard
 */
public record PreparedStep(GlobalStep step, Map<Integer, MicroBatch> prepared) {
  public PreparedStep {
    prepared = Map.copyOf(prepared);
  }

  /** The draws of {@code shard}. */
  public DrawBatch draws(int shard) {
    return step.shards().get(shard).draws();
  }

  /**
   * The micro-batch of {@code shard}: the prepared one, or one that {@code inputs} rebuilds now.
   */
  public MicroBatch batch(int shard, SampleInputs inputs) {
    MicroBatch ready = prepared.get(shard);
    return ready == null ? TargetInputs.of(step.shards().get(shard), inputs) : ready;
  }
}
