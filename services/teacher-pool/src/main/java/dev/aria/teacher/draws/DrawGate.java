package dev.aria.teacher.draws;

import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;
import dev.aria.runtime.pairs.SampleInputs;
import dev.aria.runtime.settings.RunRefused;
import java.util.Optional;

/**
 * Which draw batches this pool answers. A wrong setting of the pool itself ends the pool instead of
 * refusing draws: a refused draw is never trained, and all draws of the run would be refused.
 */
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
   * @throws RunRefused when it is of another lineage, or of timesteps that this teacher lacks
   * @throws dev.aria.runtime.pairs.OtherPairedSet when it refers to another paired set
   */
  Optional<String> refusal(DrawBatch batch) {
    if (!batch.run().equals(run)) {
      return Optional.of("draws of run '%s' in run '%s'".formatted(batch.run(), run));
    }
    if (batch.lineage() != lineage) {
      throw RunRefused.otherLineage("draws", batch, lineage);
    }
    batch.draws().stream()
        .filter(draw -> draw.timestep() >= inputs.timesteps())
        .findFirst()
        .ifPresent(draw -> refuseTeacher(batch, draw));
    return inputs.refusal(batch);
  }

  private void refuseTeacher(DrawBatch batch, Draw draw) {
    throw new RunRefused(
        "draws of step %d, shard %d of run '%s' have t = %d, but the teacher (aria.run.teacher) has %d timesteps; point it at the one that the prompt streamer uses"
            .formatted(batch.step(), batch.shard(), run, draw.timestep(), inputs.timesteps()));
  }
}
