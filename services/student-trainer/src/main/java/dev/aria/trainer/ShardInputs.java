package dev.aria.trainer;

import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.record.Draw;
import dev.aria.core.record.ProbeSet;
import dev.aria.core.record.TargetBatch;
import dev.aria.runtime.pairs.ProbeInputs;
import dev.aria.runtime.pairs.SampleInputs;
import java.util.Arrays;
import java.util.List;

/**
 * What the student is given for one micro-batch. N samples, S elements a sample, C elements a
 * condition. The arrays are not to be written to.
 */
final class ShardInputs {
  private final float[] x;
  private final int[] timesteps;
  private final float[] conditions;
  private final float[] targets;
  private final float[] weights;

  private ShardInputs(
      float[] x, int[] timesteps, float[] conditions, float[] targets, float[] weights) {
    this.x = x;
    this.timesteps = timesteps;
    this.conditions = conditions;
    this.targets = targets;
    this.weights = weights;
  }

  /** Rebuilds the inputs of {@code batch}. */
  static ShardInputs of(TargetBatch batch, SampleInputs inputs) {
    List<Draw> draws = batch.draws().draws();
    float[] x = new float[draws.size() * inputs.sampleSize()];
    float[] conditions = new float[draws.size() * inputs.conditionSize()];
    int[] timesteps = new int[draws.size()];
    float[] weights = new float[draws.size()];
    for (int i = 0; i < draws.size(); i++) {
      Draw draw = draws.get(i);
      inputs.noised(draw, x, i * inputs.sampleSize());
      inputs.condition(batch.draws(), draw, conditions, i * inputs.conditionSize());
      timesteps[i] = draw.timestep();
      weights[i] = draw.importanceWeight();
    }
    return new ShardInputs(x, timesteps, conditions, batch.noise().toFloats(), weights);
  }

  /** Rebuilds the inputs of a region's probes; each weighs 1. */
  static ShardInputs of(ProbeSet probes, NoiseSchedule schedule) {
    float[] weights = new float[probes.timesteps().size()];
    Arrays.fill(weights, 1);
    return new ShardInputs(
        ProbeInputs.noised(
            probes.latents().toFloats(), probes.timesteps(), probes.noiseSeeds(), schedule),
        probes.timesteps().stream().mapToInt(Integer::intValue).toArray(),
        probes.conditions().toFloats(),
        probes.targets().toFloats(),
        weights);
  }

  /** Sample {@code row} alone. */
  ShardInputs row(int row) {
    return new ShardInputs(
        row(x, row),
        new int[] {timesteps[row]},
        row(conditions, row),
        row(targets, row),
        new float[] {weights[row]});
  }

  private float[] row(float[] rows, int row) {
    int width = rows.length / samples();
    return Arrays.copyOfRange(rows, row * width, (row + 1) * width);
  }

  /** The samples of {@code parts}, one after another. */
  static ShardInputs concatenated(List<ShardInputs> parts) {
    return new ShardInputs(
        joined(parts.stream().map(ShardInputs::x).toList()),
        parts.stream().flatMapToInt(part -> Arrays.stream(part.timesteps)).toArray(),
        joined(parts.stream().map(ShardInputs::conditions).toList()),
        joined(parts.stream().map(ShardInputs::targets).toList()),
        joined(parts.stream().map(ShardInputs::weights).toList()));
  }

  private static float[] joined(List<float[]> parts) {
    float[] joined = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    return joined;
  }

  /** N. */
  int samples() {
    return timesteps.length;
  }

  /** (N, S): x_t. */
  float[] x() {
    return x;
  }

  /** (N): t. */
  int[] timesteps() {
    return timesteps;
  }

  /** (N, C). */
  float[] conditions() {
    return conditions;
  }

  /** (N, S): the teacher's noise. */
  float[] targets() {
    return targets;
  }

  /** (N): factor on each sample's loss. */
  float[] weights() {
    return weights;
  }
}
