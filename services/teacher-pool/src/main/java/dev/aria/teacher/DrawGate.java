package dev.aria.teacher;

import dev.aria.core.record.DrawBatch;
import dev.aria.runtime.pairs.SampleInputs;
import java.util.Optional;

/** Which draw batches this pool answers. */
final class DrawGate {
  private final String run;
  private final long lineage;
  private final SampleInputs inputs;

  DrawGate(String run, long lineage, SampleInputs inputs) {
    this.run = run;
    this.lineage = lineage;
    this.inputs = inputs;
  }

  /** The run served. */
  String run() {
    return run;
  }

  /**
   * Why {@code batch} is refused; empty when it is not.
   *
   * @throws dev.aria.runtime.pairs.OtherPairedSet when it refers to another paired set: then this
   *     pool is set up wrongly and must not go on
   */
  Optional<String> refusal(DrawBatch batch) {
    if (!batch.run().equals(run)) {
      return Optional.of("draws of run '%s' in run '%s'".formatted(batch.run(), run));
    }
    if (batch.lineage() != lineage) {
      return Optional.of(
          "draws of lineage %d, this pool serves lineage %d".formatted(batch.lineage(), lineage));
    }
    return inputs.refusal(batch);
  }
}
