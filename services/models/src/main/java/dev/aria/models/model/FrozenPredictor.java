package dev.aria.models.model;

import dev.aria.core.tensor.Tensor;

/** A model whose weights stay as they are. */
final class FrozenPredictor implements NoisePredictor {
  private final Network network;

  FrozenPredictor(Network network) {
    this.network = network;
  }

  @Override
  public ModelDescriptor descriptor() {
    return network.descriptor();
  }

  @Override
  public Tensor predict(Tensor x, int[] t, Tensor cond) {
    return network.predict(x, t, cond);
  }

  @Override
  public void close() {
    network.close();
  }
}
