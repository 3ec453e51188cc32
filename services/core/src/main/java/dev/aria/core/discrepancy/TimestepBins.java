package dev.aria.core.discrepancy;

/** Equal bins between clean and noise; the loss depends on t far more than on anything else. */
public final class TimestepBins {
  /** Number of bins. */
  public static final int COUNT = 16;

  private TimestepBins() {}

  /**
   * Bin of a timestep at {@code fraction} of the way from clean to noise, in [0, {@link #COUNT}).
   *
   * @param fraction t/T or what stands for it: {@link dev.aria.core.diffusion.TimestepFractions}
   * @throws IllegalArgumentException when it is outside [0, 1)
   */
  public static int of(double fraction) {
    if (!(fraction >= 0 && fraction < 1)) {
      throw new IllegalArgumentException("fraction must be in [0, 1), got " + fraction);
    }
    return (int) (fraction * COUNT);
  }
}
