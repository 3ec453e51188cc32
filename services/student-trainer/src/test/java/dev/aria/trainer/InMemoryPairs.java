package dev.aria.trainer;

import dev.aria.core.random.GaussianNoise;
import dev.aria.runtime.pairs.PairedSet;
import java.util.List;

/** A paired set whose latents and conditions are Gaussian noise of their ids. */
record InMemoryPairs(int size, int latentSize, int conditionSize) implements PairedSet {
  static final String DIGEST = "pairs";

  @Override
  public String digest() {
    return DIGEST;
  }

  @Override
  public List<Integer> latentShape() {
    return List.of(latentSize);
  }

  @Override
  public List<Integer> conditionShape() {
    return List.of(conditionSize);
  }

  @Override
  public void latent(int id, float[] target, int offset) {
    GaussianNoise.fill(id, target, offset, latentSize);
  }

  @Override
  public void condition(int id, float[] target, int offset) {
    GaussianNoise.fill(1_000_000L + id, target, offset, conditionSize);
  }

  @Override
  public String text(int id) {
    return "pair " + id;
  }

  @Override
  public void close() {}
}
