package dev.aria.models.model;

import dev.aria.core.tensor.Tensor;

/**
 * A model under classifier-free guidance (Ho and Salimans 2022): out = null + g (cond - null), for
 * any prediction type, since each is affine in the noise at a given x_t. Each call asks the model
 * twice, unless g is 0 or 1.
 */
public final class GuidedPredictor implements NoisePredictor {
  private final NoisePredictor model;
  private final float guidance;

  /**
   * Takes over {@code model} and closes it.
   *
   * @param guidance g, at least 0; 1 is the model itself
   */
  public GuidedPredictor(NoisePredictor model, double guidance) {
    if (!(guidance >= 0 && Double.isFinite(guidance))) {
      throw new IllegalArgumentException("guidance must be at least 0, got " + guidance);
    }
    this.model = model;
    this.guidance = (float) guidance;
  }

  @Override
  public ModelDescriptor descriptor() {
    return model.descriptor();
  }

  @Override
  public Tensor predict(Tensor x, int[] t, Tensor cond) {
    if (guidance == 1) {
      return model.predict(x, t, cond);
    }
    ModelInputs.check(descriptor(), x, t, cond);
    Tensor free = model.predict(x, t, descriptor().nullConditions(t.length));
    return guidance == 0 ? free : combine(free.toFloats(), model.predict(x, t, cond));
  }

  private Tensor combine(float[] free, Tensor conditional) {
    float[] out = conditional.toFloats();
    for (int i = 0; i < out.length; i++) {
      out[i] = free[i] + guidance * (out[i] - free[i]);
    }
    return Tensor.of(out, extents(conditional));
  }

  private static int[] extents(Tensor tensor) {
    return tensor.shape().stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public void close() {
    model.close();
  }
}
