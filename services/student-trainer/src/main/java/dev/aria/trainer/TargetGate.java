package dev.aria.trainer;

import dev.aria.core.record.TargetBatch;
import dev.aria.runtime.pairs.SampleInputs;
import java.util.List;
import java.util.Optional;

/** Which targets this trainer may learn from. */
final class TargetGate {
  private final String run;
  private final long lineage;
  private final int shards;
  private final List<Integer> sampleShape;
  private final SampleInputs inputs;

  /**
   * @param shards V
   * @param sampleShape shape of one sample of the student
   * @param inputs rebuilds what the targets were made of
   */
  TargetGate(String run, long lineage, int shards, List<Integer> sampleShape, SampleInputs inputs) {
    this.run = run;
    this.lineage = lineage;
    this.shards = shards;
    this.sampleShape = List.copyOf(sampleShape);
    this.inputs = inputs;
  }

  /**
   * Why {@code batch}, read from {@code partition}, is refused; empty when it is not.
   *
   * @throws dev.aria.runtime.pairs.OtherPairedSet when it was made with another paired set: then
   *     this trainer is set up wrongly and must not go on
   */
  Optional<String> refusal(int partition, TargetBatch batch) {
    if (!batch.draws().run().equals(run)) {
      return Optional.of("target of run '%s' in run '%s'".formatted(batch.draws().run(), run));
    }
    if (batch.draws().lineage() != lineage) {
      return Optional.of(
          "target of lineage %d, this trainer follows lineage %d"
              .formatted(batch.draws().lineage(), lineage));
    }
    if (batch.draws().shard() != partition || partition >= shards) {
      return Optional.of(
          "target of shard %d in partition %d of %d shards"
              .formatted(batch.draws().shard(), partition, shards));
    }
    return contentRefusal(batch);
  }

  private Optional<String> contentRefusal(TargetBatch batch) {
    List<Integer> shape = batch.noise().shape();
    if (!shape.subList(1, shape.size()).equals(sampleShape)) {
      return Optional.of(
          "noise of shape %s, the student's samples have shape %s".formatted(shape, sampleShape));
    }
    if (!batch.noise().isFinite()) {
      return Optional.of("noise is not finite");
    }
    return inputs.refusal(batch.draws());
  }
}
