package dev.aria.trainer;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.random.GaussianNoise;
import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.PromptCoordinate;
import dev.aria.core.record.TargetBatch;
import dev.aria.core.record.WeightsVersion;
import dev.aria.core.tensor.Tensor;
import dev.aria.fixtures.InMemoryPairs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Target batches for tests: one draw of each branch in turn, everything a function of the ordinal.
 */
record Targets(
    String run, int draws, int sampleSize, int conditionSize, int timesteps, String teacher) {
  static final String MAP = "map-digest-0123456789";

  TargetBatch batch(long step, int shard) {
    return batch(step, shard, 0);
  }

  /** The batch of (step, shard), its noise shifted by {@code shift}. */
  TargetBatch batch(long step, int shard, float shift) {
    List<Draw> made = new ArrayList<>();
    for (int i = 0; i < draws; i++) {
      made.add(draw((step * 100 + shard) * draws + i, i));
    }
    float[] conditions = new float[swapped() * conditionSize];
    GaussianNoise.fill(step * 100 + shard, conditions);
    float[] noise = new float[draws * sampleSize];
    GaussianNoise.fill(-1 - step * 100 - shard, noise);
    for (int i = 0; i < noise.length; i++) {
      noise[i] += shift;
    }
    DrawBatch batch =
        new DrawBatch(
            run,
            0,
            MAP,
            InMemoryPairs.DIGEST,
            step,
            shard,
            new WeightsVersion(1, step / 2),
            made,
            Tensor.of(conditions, swapped(), conditionSize));
    return new TargetBatch(batch, Tensor.of(noise, draws, sampleSize), teacher, 1);
  }

  private int swapped() {
    return (draws + 1) / 3;
  }

  private Draw draw(long ordinal, int index) {
    Branch branch = List.of(Branch.values()).get(index % 3);
    boolean swapped = branch == Branch.SWAPPED;
    return new Draw(
        ordinal,
        branch,
        branch == Branch.NULL ? Draw.NO_REGION : index % 4,
        swapped ? Optional.of(new PromptCoordinate(0, ordinal, 0, ordinal)) : Optional.empty(),
        swapped ? index / 3 : Draw.NO_CONDITION,
        (int) (ordinal % 5),
        (int) (ordinal * 7 % timesteps),
        ordinal * 31,
        0.25,
        0.5,
        index % 2 == 0 ? 1 : 0.5f);
  }
}
