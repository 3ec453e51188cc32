package dev.aria.teacher.draws;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.conditioning.PathSchedule;
import dev.aria.core.diffusion.PathPlan;
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
import java.util.function.ToIntFunction;

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

  /**
   * The same with path draws in front, in place of as many others: those of {@code paths}, each of
   * a prompt of its own.
   */
  public DrawBatch withPaths(long step, int shard, PathSchedule paths) {
    DrawBatch others =
        new DrawBatches(run, pairs, draws - paths.draws(), prompts, timesteps).batch(step, shard);
    List<Draw> made = new ArrayList<>();
    int size = pairs.conditionSize();
    int rows = others.conditions().shape().get(0);
    float[] conditions = new float[(rows + paths.draws()) * size];
    for (int row = 0; row < rows; row++) {
      others.conditions().readRow(row, conditions, row * size);
    }
    long ordinal = (step * 100 + shard) * draws;
    for (int place = 0; place < paths.draws(); place++) {
      long path = paths.path(step, shard, place);
      GaussianNoise.fill(path, conditions, (rows + place) * size, size);
      made.add(onPath(ordinal++, path, paths.position(step, shard, place), rows + place, paths));
    }
    for (Draw other : others.draws()) {
      made.add(renumbered(ordinal++, other));
    }
    return new DrawBatch(
        run,
        0,
        others.regionMapDigest(),
        others.pairedSetDigest(),
        step,
        shard,
        WeightsVersion.INITIAL,
        made,
        Tensor.of(conditions, rows + paths.draws(), size));
  }

  /** The same draws for several teachers, each draw with a prompt by that which {@code of} says. */
  public static DrawBatch by(DrawBatch batch, String teachersDigest, ToIntFunction<Draw> of) {
    return new DrawBatch(
        batch.run(),
        batch.lineage(),
        batch.regionMapDigest(),
        batch.pairedSetDigest(),
        batch.step(),
        batch.shard(),
        batch.weights(),
        batch.draws().stream()
            .map(draw -> draw.branch() == Branch.NULL ? draw : draw.by(of.applyAsInt(draw)))
            .toList(),
        batch.conditions(),
        teachersDigest);
  }

  private Draw onPath(long ordinal, long path, int position, int row, PathSchedule paths) {
    long seed = PathSchedule.seed(5, path);
    return new Draw(
        ordinal,
        Branch.PATH,
        0,
        Optional.of(new PromptCoordinate(0, path, 0, path)),
        row,
        0,
        PathPlan.timestep(timesteps, paths.length(), seed, position),
        seed,
        position,
        0.25,
        0.25,
        1);
  }

  private static Draw renumbered(long ordinal, Draw draw) {
    return new Draw(
        ordinal,
        draw.branch(),
        draw.region(),
        draw.prompt(),
        draw.conditionRow(),
        draw.latentId(),
        draw.timestep(),
        draw.noiseSeed(),
        draw.pathPosition(),
        draw.baseProbability(),
        draw.drawProbability(),
        draw.importanceWeight());
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
        Draw.NO_POSITION,
        0.25,
        0.25,
        1);
  }
}
