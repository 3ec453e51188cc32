package dev.aria.teacher.draws;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.random.GaussianNoise;
import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.PromptCoordinate;
import dev.aria.core.record.WeightsVersion;
import dev.aria.core.tensor.Tensor;
import dev.aria.fixtures.InMemoryPairs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Draw batches for tests: branches in turn, prompts and tuples repeating after {@code prompts}
 * draws.
 */
public record DrawBatches(String run, InMemoryPairs pairs, int draws, int prompts, int timesteps) {
  public DrawBatch batch(long step, int shard) {
    List<Draw> made = new ArrayList<>();
    float[] conditions = new float[draws * pairs.conditionSize()];
    int swapped = 0;
    for (int i = 0; i < draws; i++) {
      long ordinal = (step * 100 + shard) * draws + i;
      int prompt = (int) (ordinal % prompts);
      Branch branch = List.of(Branch.values()).get(prompt % 3);
      int row = Draw.NO_CONDITION;
      if (branch == Branch.SWAPPED) {
        row = swapped++;
        GaussianNoise.fill(prompt, conditions, row * pairs.conditionSize(), pairs.conditionSize());
      }
      made.add(draw(ordinal, branch, prompt, row));
    }
    return new DrawBatch(
        run,
        0,
        "map-digest-0123456789",
        pairs.digest(),
        step,
        shard,
        WeightsVersion.INITIAL,
        made,
        Tensor.of(
            Arrays.copyOf(conditions, swapped * pairs.conditionSize()),
            swapped,
            pairs.conditionSize()));
  }

  private Draw draw(long ordinal, Branch branch, int prompt, int row) {
    return new Draw(
        ordinal,
        branch,
        branch == Branch.NULL ? Draw.NO_REGION : prompt % 4,
        branch == Branch.SWAPPED
            ? Optional.of(new PromptCoordinate(0, prompt, 0, prompt))
            : Optional.empty(),
        row,
        prompt % pairs.size(),
        prompt * 7 % timesteps,
        prompt * 31L,
        0.25,
        0.25,
        1);
  }
}
