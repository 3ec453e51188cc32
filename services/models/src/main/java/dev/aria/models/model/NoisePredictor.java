package dev.aria.models.model;

import dev.aria.core.tensor.Tensor;

/** A diffusion model: from a noised sample, its timestep and a condition to its prediction. */
public interface NoisePredictor extends AutoCloseable {
  ModelDescriptor descriptor();

  /**
   * The network's output, as {@link DiffusionSetting#prediction()} says what it stands for.
   *
   * @param x (N, sample shape), float32 or float16
   * @param t N timesteps in [0, T)
   * @param cond (N, condition shape), as conditions travel
   * @return (N, sample shape) float32, in the heap
   * @throws IllegalArgumentException when a shape is wrong or a value is not finite
   */
  Tensor predict(Tensor x, int[] t, Tensor cond);

  @Override
  void close();
}
