package dev.aria.data.picture;

/**
 * Weights that resample a line of {@code from} samples: Keys' cubic (a = -0.5), stretched by the
 * scale where the line becomes shorter, so that what the new grid cannot show is filtered out (Keys
 * 1981; Pillow's bicubic).
 */
final class BicubicKernel {
  private static final double A = -0.5;
  private static final int SUPPORT = 2;

  private final int[] first;
  private final float[][] weights;

  /**
   * @param from samples of the line
   * @param start where the first new sample's left edge lies on it
   * @param scale width of a new sample in old ones
   * @param count new samples
   */
  BicubicKernel(int from, double start, double scale, int count) {
    first = new int[count];
    weights = new float[count][];
    double stretch = Math.max(1, scale);
    for (int i = 0; i < count; i++) {
      double centre = start + (i + 0.5) * scale;
      int low = Math.max(0, (int) Math.ceil(centre - SUPPORT * stretch - 0.5));
      int high = Math.min(from - 1, (int) Math.floor(centre + SUPPORT * stretch - 0.5));
      first[i] = low;
      weights[i] = weights(low, high, centre, stretch);
    }
  }

  private static float[] weights(int low, int high, double centre, double stretch) {
    double[] exact = new double[high - low + 1];
    double sum = 0;
    for (int k = 0; k < exact.length; k++) {
      exact[k] = keys(Math.abs(low + k + 0.5 - centre) / stretch);
      sum += exact[k];
    }
    float[] rounded = new float[exact.length];
    for (int k = 0; k < exact.length; k++) {
      rounded[k] = (float) (exact[k] / sum);
    }
    return rounded;
  }

  static double keys(double x) {
    if (x < 1) {
      return ((A + 2) * x - (A + 3)) * x * x + 1;
    }
    return x < 2 ? ((A * x - 5 * A) * x + 8 * A) * x - 4 * A : 0;
  }

  int count() {
    return first.length;
  }

  /** First old sample that new samples need, and the one after the last. */
  int low() {
    return first[0];
  }

  int high() {
    int last = first.length - 1;
    return first[last] + weights[last].length;
  }

  /** New sample {@code i} of the line that begins at {@code start} with {@code step} between. */
  float apply(float[] line, int start, int step, int i) {
    float sum = 0;
    int at = start + first[i] * step;
    for (float weight : weights[i]) {
      sum += weight * line[at];
      at += step;
    }
    return sum;
  }
}
