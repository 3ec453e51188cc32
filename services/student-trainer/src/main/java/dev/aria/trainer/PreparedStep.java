package dev.aria.trainer;

import dev.aria.models.training.MicroBatch;
import java.util.List;

/**
 * A global step with the inputs of every micro-batch rebuilt, ready for the student.
 *
 * @param step the targets it was made of
 * @param shards inputs, by shard
 */
record PreparedStep(GlobalStep step, List<MicroBatch> shards) {
  PreparedStep {
    shards = List.copyOf(shards);
  }
}
