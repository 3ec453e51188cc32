package dev.aria.trainer.targets;

import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.TargetBatch;
import dev.aria.models.training.MicroBatch;
import dev.aria.runtime.pairs.SampleInputs;
import java.util.List;

/**
 * Rebuilds what the student is given with its targets. N samples, S elements a sample, C elements a
 * condition.
 */
final class TargetInputs {
  private TargetInputs() {}

  /** The samples of {@code targets}, in the order of their draws. */
  static MicroBatch of(TargetBatch targets, SampleInputs inputs) {
    DrawBatch batch = targets.draws();
    List<Draw> draws = batch.draws();
    float[] conditions = new float[draws.size() * inputs.conditionSize()]; // (N, C)
    int[] timesteps = new int[draws.size()];
    float[] weights = new float[draws.size()];
    for (int i = 0; i < draws.size(); i++) {
      Draw draw = draws.get(i);
      inputs.condition(batch, draw, conditions, i * inputs.conditionSize());
      timesteps[i] = draw.timestep();
      weights[i] = draw.importanceWeight();
    }
    return new MicroBatch(
        inputs.samples(inputs.noised(targets)),
        timesteps,
        inputs.conditions(conditions),
        inputs.samples(targets.outputs().toFloats()),
        weights);
  }
}
