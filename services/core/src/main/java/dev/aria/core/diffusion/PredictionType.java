package dev.aria.core.diffusion;

/**
 * What a network's output stands for. With a = sqrt(abar_t) and s = sqrt(1 - abar_t): epsilon is
 * the noise itself; v = a epsilon - s x_0 (Salimans and Ho 2022). Each method gives weights for a
 * {@link Combination}, so that any engine can apply them.
 */
public enum PredictionType {
  EPSILON {
    @Override
    public Combination noise(NoiseSchedule schedule, int t) {
      return new Combination(0, 1);
    }

    @Override
    public Combination sample(NoiseSchedule schedule, int t) {
      double signal = schedule.signal(t);
      return new Combination(1 / signal, -schedule.noise(t) / signal);
    }

    @Override
    public Combination target(NoiseSchedule schedule, int t) {
      return new Combination(0, 1);
    }
  },
  V {
    @Override
    public Combination noise(NoiseSchedule schedule, int t) {
      return new Combination(schedule.noise(t), schedule.signal(t));
    }

    @Override
    public Combination sample(NoiseSchedule schedule, int t) {
      return new Combination(schedule.signal(t), -schedule.noise(t));
    }

    @Override
    public Combination target(NoiseSchedule schedule, int t) {
      return new Combination(-schedule.noise(t), schedule.signal(t));
    }
  };

  /** Weights of (x_t, output) that give the noise epsilon. */
  public abstract Combination noise(NoiseSchedule schedule, int t);

  /** Weights of (x_t, output) that give the clean sample x_0. */
  public abstract Combination sample(NoiseSchedule schedule, int t);

  /** Weights of (x_0, epsilon) that give the output a perfect network would make. */
  public abstract Combination target(NoiseSchedule schedule, int t);
}
