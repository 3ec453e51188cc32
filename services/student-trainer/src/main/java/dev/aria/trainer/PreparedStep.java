package dev.aria.trainer;

import java.util.List;

/**
 * A global step with the inputs of every micro-batch rebuilt, ready for the student.
 *
 * @param step the targets it was made of
 * @param shards inputs, by shard
 */
record PreparedStep(GlobalStep step, List<ShardInputs> shards) {
  PreparedStep {
    shards = List.copyOf(shards);
  }
}
