package dev.aria.core.discrepancy;

/** Equal bins of timesteps; the loss depends on t far more than on anything else. */
public final class TimestepBins {
  /** Number of bins. */
  public static final int COUNT = 16;

  private TimestepBins() {}

  /**
   * Bin of timestep {@code t} of {@code timesteps}, in [0, {@link #COUNT}).
   *
   * @throws IllegalArgumentException when t is outside [0, timesteps)
   */
  public static int of(int t, int timesteps) {
    if (t < 0 || t >= timesteps) {
      throw new IllegalArgumentException("t must be in [0, %d), got %d".formatted(timesteps, t));
    }
    return (int) ((long) t * COUNT / timesteps);
  }
}
