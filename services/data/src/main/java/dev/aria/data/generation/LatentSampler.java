package dev.aria.data.generation;

import dev.aria.core.tensor.Tensor;
import java.util.List;

/** Draws latents of prompts, as a teacher does by DDIM. */
public interface LatentSampler extends AutoCloseable {
  /**
   * One latent for each prompt.
   *
   * @param prompts at least one, each of which an encoder takes
   * @param seeds as many, of the noise that each begins with
   * @return (N, latent shape)
   */
  Tensor sample(List<String> prompts, List<Long> seeds);

  /** What decides the latents beside prompt and seed: model, steps, guidance. */
  String identity();

  /** Extents of one latent. */
  List<Integer> latentShape();

  @Override
  default void close() {
    // most hold nothing open
  }
}
