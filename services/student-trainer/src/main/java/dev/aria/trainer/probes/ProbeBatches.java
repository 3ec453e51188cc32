package dev.aria.trainer.probes;

import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.record.ProbeSet;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.training.MicroBatch;
import dev.aria.runtime.pairs.ProbeInputs;
import java.util.Arrays;
import java.util.List;

/** Rebuilds what the student is given to score probes. */
final class ProbeBatches {
  private ProbeBatches() {}

  /** All probes of a region; each weighs 1. */
  static MicroBatch of(ProbeSet probes, NoiseSchedule schedule) {
    float[] x =
        ProbeInputs.noised(
            probes.latents().toFloats(), probes.timesteps(), probes.noiseSeeds(), schedule);
    int[] timesteps = probes.timesteps().stream().mapToInt(Integer::intValue).toArray();
    float[] weights = new float[timesteps.length];
    Arrays.fill(weights, 1);
    return new MicroBatch(
        Tensor.ofRows(x, probes.latents().rowShape()),
        timesteps,
        probes.conditions(),
        probes.targets(),
        weights);
  }

  /** Sample {@code index[i]} of {@code batches[i]} as row i. */
  static MicroBatch rows(List<MicroBatch> batches, int[] index) {
    MicroBatch first = batches.get(0);
    int[] timesteps = new int[index.length];
    float[] weights = new float[index.length];
    float[] x = new float[index.length * first.x().rowSize()];
    float[] conditions = new float[index.length * first.cond().rowSize()];
    float[] targets = new float[x.length];
    for (int i = 0; i < index.length; i++) {
      MicroBatch batch = batches.get(i);
      batch.x().readRow(index[i], x, i * batch.x().rowSize());
      batch.cond().readRow(index[i], conditions, i * batch.cond().rowSize());
      batch.target().readRow(index[i], targets, i * batch.target().rowSize());
      timesteps[i] = batch.t()[index[i]];
      weights[i] = batch.weight()[index[i]];
    }
    return new MicroBatch(
        Tensor.ofRows(x, first.x().rowShape()),
        timesteps,
        Tensor.ofRows(conditions, first.cond().rowShape()),
        Tensor.ofRows(targets, first.target().rowShape()),
        weights);
  }
}
