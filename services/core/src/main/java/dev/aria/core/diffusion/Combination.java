package dev.aria.core.diffusion;

/** The weights of a sum {@code first * a + second * b} over the elements of two samples. */
public record Combination(double first, double second) {

  /**
   * Writes {@code first * a + second * b} to {@code out}, which may be {@code a} or {@code b}.
   * Weights are rounded to float32, and so are products and sum.
   *
   * @throws IllegalArgumentException when the lengths differ
   */
  public void apply(float[] a, float[] b, float[] out) {
    if (a.length != b.length || a.length != out.length) {
      throw new IllegalArgumentException(
          "lengths differ: %d, %d into %d".formatted(a.length, b.length, out.length));
    }
    float wa = (float) first;
    float wb = (float) second;
    for (int i = 0; i < out.length; i++) {
      out[i] = wa * a[i] + wb * b[i];
    }
  }
}
