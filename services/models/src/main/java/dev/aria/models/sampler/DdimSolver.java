package dev.aria.models.sampler;

import dev.aria.core.diffusion.DdimStep;

/** Deterministic DDIM (Song et al. 2021, eq. 12 with sigma = 0). */
final class DdimSolver implements Solver {
  @Override
  public void step(DdimStep step, float[] x, float[] sample, float[] noise) {
    step.fromSample().apply(sample, noise, x);
  }
}
