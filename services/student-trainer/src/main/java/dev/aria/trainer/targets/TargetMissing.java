package dev.aria.trainer.targets;

/** The targets log lacks one (step, shard) that training cannot go on without. */
final class TargetMissing extends RuntimeException {
  TargetMissing(long step, int shard, int later) {
    super(
        ("the targets log has no usable target of step %d, shard %d, though %d later steps of that"
                + " shard came; look in the topic's dead letters for it, and train again from an"
                + " offset before it once it is there")
            .formatted(step, shard, later));
  }
}
