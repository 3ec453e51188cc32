package dev.aria.core.diffusion;

/**
 * One deterministic DDIM step (Song et al. 2021, eq. 12 with sigma = 0) from timestep {@code t} to
 * the next, less noisy level: x_next = nextSignal x_0 + nextNoise epsilon.
 *
 * @param t the timestep the network is asked at
 * @param signal sqrt(abar) at t
 * @param noise sqrt(1 - abar) at t
 * @param nextSignal sqrt(abar) after the step; 1 at the last
 * @param nextNoise sqrt(1 - abar) after the step; 0 at the last
 */
public record DdimStep(int t, double signal, double noise, double nextSignal, double nextNoise) {

  /** Weights of (x_t, epsilon) that give x_next. */
  public Combination fromNoise() {
    double state = nextSignal / signal;
    return new Combination(state, nextNoise - state * noise);
  }

  /** Weights of (x_0, epsilon) that give x_next, for samplers that clip x_0. */
  public Combination fromSample() {
    return new Combination(nextSignal, nextNoise);
  }
}
