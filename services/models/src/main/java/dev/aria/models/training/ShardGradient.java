package dev.aria.models.training;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.engine.Transfer;

/**
 * The gradient of one shard's mean weighted loss, or the sum of several shards', flat in parameter
 * order, in native memory. {@link Trainable#apply} closes it; else whoever asked for it.
 */
public final class ShardGradient implements AutoCloseable {
  private final PtNDManager memory;
  private final PtNDArray flat;
  private final int shards;
  private final double loss;
  private final float[] discrepancies;

  ShardGradient(
      PtNDManager memory, PtNDArray flat, int shards, double loss, float[] discrepancies) {
    this.memory = memory;
    this.flat = flat;
    this.shards = shards;
    this.loss = loss;
    this.discrepancies = discrepancies;
  }

  /** Sum over shards of the mean over samples of weight times discrepancy. */
  public double loss() {
    return loss;
  }

  /** How many shards it sums. */
  public int shards() {
    return shards;
  }

  /**
   * Per sample: mean over its elements of (target - prediction)^2, unweighted. Empty for a gradient
   * that sums several shards or came from elsewhere.
   */
  public float[] discrepancies() {
    return discrepancies.clone();
  }

  /** A copy of the gradient (P), in parameter order. */
  public Tensor values() {
    return Transfer.out(flat);
  }

  /** The same memory, as the sum of {@code count} shards. */
  ShardGradient with(int count, double summedLoss) {
    return new ShardGradient(memory, flat, count, summedLoss, new float[0]);
  }

  PtNDArray flat() {
    return flat;
  }

  @Override
  public void close() {
    memory.close();
  }
}
