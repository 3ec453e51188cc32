package dev.aria.models.sampler;

import dev.aria.core.diffusion.Combination;
import dev.aria.core.diffusion.DdimStep;
import org.jspecify.annotations.Nullable;

/**
 * DPM-Solver++(2M) (Lu et al. 2022, arXiv 2211.01095, algorithm 2), with alpha the signal, sigma
 * the noise, lambda = ln(alpha / sigma) and h = lambda_next - lambda:
 *
 * <pre>
 * D = (1 + 1/(2r)) x_0 - 1/(2r) x_0 before,   r = h before / h
 * x_next = (sigma_next / sigma) x - alpha_next (e^(-h) - 1) D
 * </pre>
 *
 * <p>The first step and the one to the clean sample, where h is infinite, are of first order: D =
 * x_0. So is the one after pure noise, where the h before is infinite.
 */
final class DpmSolver implements Solver {
  private float @Nullable [] before;
  private double beforeH;

  @Override
  public void step(DdimStep step, float[] x, float[] sample, float[] noise) {
    double h = step.to().logRatio() - step.from().logRatio();
    float[] data = before != null && Double.isFinite(h) ? extrapolated(sample, before, h) : sample;
    update(step).apply(x, data, x);
    before = sample.clone();
    beforeH = h;
  }

  /** Where the data prediction is heading, at the middle of the step. */
  private float[] extrapolated(float[] sample, float[] previous, double h) {
    double half = h / (2 * beforeH); // 1/(2r); 0 after an infinite h
    float[] data = new float[sample.length];
    new Combination(1 + half, -half).apply(sample, previous, data);
    return data;
  }

  /** Weights of (x, D), with e^(-h) written in levels, so that it holds at pure noise. */
  private static Combination update(DdimStep step) {
    double state = step.to().noise() / step.from().noise();
    return new Combination(state, step.to().signal() - step.from().signal() * state);
  }
}
