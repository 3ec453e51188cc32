package dev.aria.models.sampler;

import dev.aria.core.diffusion.DdimStep;

/** Goes from noise to samples, step by step; one a batch, since it may remember earlier steps. */
interface Solver {
  /**
   * Overwrites {@code x}, the states at {@code step.from()}, with those at {@code step.to()}.
   *
   * @param sample x_0 as the model predicts it at x
   * @param noise epsilon as the model predicts it at x
   */
  void step(DdimStep step, float[] x, float[] sample, float[] noise);
}
