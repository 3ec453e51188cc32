package dev.aria.models.sampler;

import dev.aria.core.diffusion.DdimStep;

/**
 * Euler's method for a rectified flow: x_next = x + (s_next - s) v, with s the noise and v =
 * epsilon - x_0 the velocity dx/ds (Liu et al. 2023).
 */
final class EulerSolver implements Solver {
  @Override
  public void step(DdimStep step, float[] x, float[] sample, float[] noise) {
    float length = (float) (step.to().noise() - step.from().noise());
    for (int i = 0; i < x.length; i++) {
      x[i] += length * (noise[i] - sample[i]);
    }
  }
}
