package dev.aria.core.random;

import java.util.Objects;

/**
 * Standard normal noise as a pure function of its seed: Box-Muller over Philox words. Only {@link
 * StrictMath} is used, so the values are equal bit for bit on every machine and Java version.
 */
public final class GaussianNoise {
  private static final double UNIT_32 = 0x1p-32;

  private GaussianNoise() {}

  /** Fills all of {@code out} with the noise of {@code noiseSeed}. */
  public static void fill(long noiseSeed, float[] out) {
    fill(noiseSeed, out, 0, out.length);
  }

  /**
   * Fills {@code length} elements of {@code out} from {@code offset} with the noise of {@code
   * noiseSeed}, from its first value on; a shorter length gives a prefix of a longer one.
   */
  public static void fill(long noiseSeed, float[] out, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, out.length);
    RandomStream stream = RandomStream.of(noiseSeed, Purpose.NOISE, 0);
    int end = offset + length;
    for (int i = offset; i < end; i += 2) {
      double radius = Math.sqrt(-2 * StrictMath.log(unit(stream)));
      double angle = 2 * Math.PI * unit(stream);
      out[i] = (float) (radius * StrictMath.cos(angle));
      if (i + 1 < end) {
        out[i + 1] = (float) (radius * StrictMath.sin(angle));
      }
    }
  }

  /** Uniform in (0, 1), never an end: the middle of one of 2^32 equal intervals. */
  private static double unit(RandomStream stream) {
    return ((stream.nextInt() & 0xFFFFFFFFL) + 0.5) * UNIT_32;
  }
}
