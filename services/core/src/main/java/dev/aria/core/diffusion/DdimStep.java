package dev.aria.core.diffusion;

/**
 * One deterministic DDIM step (Song et al. 2021, eq. 12 with sigma = 0) from timestep {@code t} to
 * the next, less noisy level: x_next = to.signal x_0 + to.noise epsilon.
 *
 * @param t the timestep the network is asked at
 * @param from the level at t
 * @param to the level after the step; {@link NoiseLevel#CLEAN} at the last
 */
public record DdimStep(int t, NoiseLevel from, NoiseLevel to) {

  /** Weights of (x_t, epsilon) that give x_next; not finite where there is no signal. */
  public Combination fromNoise() {
    double state = to.signal() / from.signal();
    return new Combination(state, to.noise() - state * from.noise());
  }

  /**
   * Weights of (x_t, output) that give x_next, for a network of any kind. v and flow have them at
   * every level, epsilon where there is signal.
   */
  public Combination fromOutput(PredictionType prediction) {
    if (prediction == PredictionType.EPSILON) {
      return fromNoise(); // as it was rounded before there were others
    }
    Combination sample = prediction.sample(from);
    Combination noise = prediction.noise(from);
    return new Combination(
        to.signal() * sample.first() + to.noise() * noise.first(),
        to.signal() * sample.second() + to.noise() * noise.second());
  }

  /** Weights of (x_0, epsilon) that give x_next, for samplers that clip x_0. */
  public Combination fromSample() {
    return new Combination(to.signal(), to.noise());
  }
}
