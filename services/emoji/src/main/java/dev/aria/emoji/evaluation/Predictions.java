package dev.aria.emoji.evaluation;

/** A model's outputs at all points of a {@link HeldOutPoints}, row by row. Immutable. */
public final class Predictions {
  private final float[] values;
  private final int width;

  /**
   * Takes over {@code values}.
   *
   * @param width values of one row
   */
  Predictions(float[] values, int width) {
    this.values = values;
    this.width = width;
  }

  /** Predicting no noise at the same points. */
  Predictions zero() {
    return new Predictions(new float[values.length], width);
  }

  /**
   * Classifier-free guidance (Ho and Salimans 2022): u + g (c - u), these being c.
   *
   * @param unconditional u, at the same points
   * @param guidance g
   */
  public Predictions guided(Predictions unconditional, double guidance) {
    float scale = (float) guidance;
    float[] guided = new float[values.length];
    for (int i = 0; i < guided.length; i++) {
      float free = unconditional.values[i];
      guided[i] = free + scale * (values[i] - free);
    }
    return new Predictions(guided, width);
  }

  /**
   * Mean squared difference from {@code other} at every point.
   *
   * @param timestepsPerPrompt K of the points
   */
  PointErrors errors(Predictions other, int timestepsPerPrompt) {
    double[] sums = new double[values.length / width];
    for (int i = 0; i < values.length; i++) {
      double gap = (double) values[i] - other.values[i];
      sums[i / width] += gap * gap / width;
    }
    return new PointErrors(sums, timestepsPerPrompt);
  }
}
