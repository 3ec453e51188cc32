package dev.aria.trials.bench;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.conditioning.BranchDraw;
import dev.aria.core.conditioning.RandomConditioning;
import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.random.GaussianNoise;
import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.model.GuidedPredictor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NoisePredictor;
import dev.aria.models.training.MicroBatch;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.settings.RunSettings;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Draws, noises and asks the teacher, with nothing in between: the least that Random Conditioning
 * takes. One call of the teacher a step; the shards are views of its batch. A swapped condition is
 * that of the next pair, since a corpus would cost the same copy. N samples, S elements a sample, C
 * elements a condition.
 */
final class InProcessTeacher implements AutoCloseable {
  private final RunSettings run;
  private final PairedSet pairs;
  private final NoisePredictor teacher;
  private final NoiseSchedule schedule;
  private final RandomConditioning conditioning;
  private final int sampleSize;
  private final int conditionSize;
  private final float[] ones;

  /**
   * @param teacher the teacher's model file
   */
  InProcessTeacher(RunSettings run, PairedSet pairs, Path teacher) {
    this.run = run;
    this.pairs = pairs;
    this.teacher = new GuidedPredictor(ModelFiles.load(teacher, "cpu"), run.guidance());
    this.schedule = this.teacher.descriptor().diffusion().schedule().schedule();
    this.conditioning = run.randomConditioning(schedule.fractions(), pairs.size());
    this.sampleSize = this.teacher.descriptor().sampleSize();
    this.conditionSize = this.teacher.descriptor().conditionDim();
    this.ones = new float[run.microBatch()];
    Arrays.fill(ones, 1);
  }

  /** What the student learns from in global step {@code step}, by shard. */
  List<MicroBatch> of(long step) {
    int size = run.batch();
    float[] x = new float[size * sampleSize]; // (N, S)
    float[] conditions = new float[size * conditionSize]; // (N, C)
    int[] timesteps = new int[size];
    float[] clean = new float[sampleSize];
    float[] epsilon = new float[sampleSize];
    for (int row = 0; row < size; row++) {
      BranchDraw draw = conditioning.draw(run.seed(), step * size + row);
      timesteps[row] = draw.t();
      pairs.latent(draw.latent(), clean, 0);
      GaussianNoise.fill(draw.noiseSeed(), epsilon);
      schedule.noised(clean, draw.t(), epsilon, clean);
      System.arraycopy(clean, 0, x, row * sampleSize, sampleSize);
      condition(draw, conditions, row * conditionSize);
    }
    return shards(
        Tensor.of(x, size, sampleSize), timesteps, Tensor.of(conditions, size, conditionSize));
  }

  private void condition(BranchDraw draw, float[] target, int offset) {
    if (draw.branch() != Branch.NULL) {
      int pair = draw.latent() + (draw.branch() == Branch.SWAPPED ? 1 : 0);
      pairs.condition(pair % pairs.size(), target, offset);
    }
  }

  private List<MicroBatch> shards(Tensor x, int[] timesteps, Tensor conditions) {
    Tensor targets = teacher.predict(x, timesteps, conditions);
    List<MicroBatch> shards = new ArrayList<>(run.shards());
    int size = run.microBatch();
    for (int from = 0; from < timesteps.length; from += size) {
      shards.add(
          new MicroBatch(
              rows(x, from, size),
              Arrays.copyOfRange(timesteps, from, from + size),
              rows(conditions, from, size),
              rows(targets, from, size),
              ones));
    }
    return shards;
  }

  private static Tensor rows(Tensor all, int from, int count) {
    int bytes = all.rowSize() * Float.BYTES;
    ByteBuffer part = all.bytes().slice(from * bytes, count * bytes);
    return new Tensor(List.of(count, all.rowSize()), ElementType.FLOAT32, part);
  }

  @Override
  public void close() {
    teacher.close();
  }
}
