package dev.aria.models.training;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDManager;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.engine.Transfer;

/**
 * The gradient of one shard's mean weighted loss, flat in parameter order, in native memory, with
 * the discrepancy of each sample. {@link Trainable#apply} closes it; else whoever asked for it.
 */
public final class ShardGradient implements AutoCloseable {
  private final PtNDManager memory;
  private final NDArray flat;
  private final float loss;
  private final float[] discrepancies;

  ShardGradient(PtNDManager memory, NDArray flat, float loss, float[] discrepancies) {
    this.memory = memory;
    this.flat = flat;
    this.loss = loss;
    this.discrepancies = discrepancies;
  }

  /** Mean over samples of weight times discrepancy. */
  public float loss() {
    return loss;
  }

  /** Per sample: mean over its elements of (target - prediction)^2, unweighted. */
  public float[] discrepancies() {
    return discrepancies.clone();
  }

  /** A copy of the gradient (P), in parameter order. */
  public Tensor values() {
    return Transfer.out(flat);
  }

  NDArray flat() {
    return flat;
  }

  @Override
  public void close() {
    memory.close();
  }
}
