package dev.aria.trainer;

import dev.aria.core.record.TargetBatch;
import dev.aria.models.training.MicroBatch;
import java.util.Map;

/**
 * A global step with the inputs of some of its micro-batches rebuilt ahead of time.
 *
 * @param step the targets it was made of
 * @param prepared inputs, by shard
 */
record PreparedStep(GlobalStep step, Map<Integer, MicroBatch> prepared) {
  PreparedStep {
    prepared = Map.copyOf(prepared);
  }

  /** Global step, from 0. */
  long number() {
    return step.step();
  }

  /** The targets of {@code shard}. */
  TargetBatch targets(int shard) {
    return step.shards().get(shard);
  }
}
