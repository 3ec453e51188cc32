package dev.aria.core.diffusion;

/**
 * What a network's output stands for. With signal a and noise s of x_t = a x_0 + s epsilon: epsilon
 * is the noise itself; v = a epsilon - s x_0 (Salimans and Ho 2022); flow = epsilon - x_0, the
 * velocity of a rectified flow (Liu et al. 2023). Each method gives weights for a {@link
 * Combination}, so that any engine can apply them. v and flow determine x_0 at every level, epsilon
 * where there is signal.
 */
public enum PredictionType {
  EPSILON {
    @Override
    public Combination noise(NoiseLevel level) {
      return new Combination(0, 1);
    }

    @Override
    public Combination sample(NoiseLevel level) {
      return new Combination(1 / level.signal(), -level.noise() / level.signal());
    }

    @Override
    public Combination target(NoiseLevel level) {
      return new Combination(0, 1);
    }
  },
  V {
    @Override
    public Combination noise(NoiseLevel level) {
      return new Combination(level.noise() / power(level), level.signal() / power(level));
    }

    @Override
    public Combination sample(NoiseLevel level) {
      return new Combination(level.signal() / power(level), -level.noise() / power(level));
    }

    @Override
    public Combination target(NoiseLevel level) {
      return new Combination(-level.noise(), level.signal());
    }

    /** 1 under a variance-preserving schedule. */
    private double power(NoiseLevel level) {
      return level.signal() * level.signal() + level.noise() * level.noise();
    }
  },
  FLOW {
    @Override
    public Combination noise(NoiseLevel level) {
      return new Combination(1 / sum(level), level.signal() / sum(level));
    }

    @Override
    public Combination sample(NoiseLevel level) {
      return new Combination(1 / sum(level), -level.noise() / sum(level));
    }

    @Override
    public Combination target(NoiseLevel level) {
      return new Combination(-1, 1);
    }

    /** 1 under a rectified flow. */
    private double sum(NoiseLevel level) {
      return level.signal() + level.noise();
    }
  };

  /** Weights of (x_t, output) that give the noise epsilon. */
  public abstract Combination noise(NoiseLevel level);

  /** Weights of (x_t, output) that give the clean sample x_0; not finite for epsilon in noise. */
  public abstract Combination sample(NoiseLevel level);

  /** Weights of (x_0, epsilon) that give the output a perfect network would make. */
  public abstract Combination target(NoiseLevel level);
}
