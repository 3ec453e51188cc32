package dev.aria.models.training;

import dev.aria.core.tensor.Tensor;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelInputs;

/** One shard's samples of one global step, N of them. */
public final class MicroBatch {
  private final Tensor x;
  private final int[] t;
  private final Tensor cond;
  private final Tensor target;
  private final float[] weight;

  /**
   * A batch of N samples.
   *
   * @param x noised samples (N, sample shape)
   * @param t N timesteps
   * @param cond conditions (N, condition shape)
   * @param target what the network should say (N, sample shape)
   * @param weight N factors of the samples' losses, 1 for the plain mean
   */
  public MicroBatch(Tensor x, int[] t, Tensor cond, Tensor target, float[] weight) {
    this.x = x;
    this.t = t.clone();
    this.cond = cond;
    this.target = target;
    this.weight = weight.clone();
  }

  public Tensor x() {
    return x;
  }

  public int[] t() {
    return t.clone();
  }

  public Tensor cond() {
    return cond;
  }

  public Tensor target() {
    return target;
  }

  public float[] weight() {
    return weight.clone();
  }

  /** Number of samples N. */
  public int size() {
    return t.length;
  }

  void check(ModelDescriptor model) {
    ModelInputs.check(model, x, t, cond);
    ModelInputs.checkTensor("target", target, t.length, model.sampleShape());
    if (weight.length != t.length) {
      throw new IllegalArgumentException(
          "weight must have %d elements, got %d".formatted(t.length, weight.length));
    }
    for (float factor : weight) {
      if (!(factor >= 0 && Float.isFinite(factor))) {
        throw new IllegalArgumentException("weights must be finite and not negative: " + factor);
      }
    }
  }
}
