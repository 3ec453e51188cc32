package dev.aria.trials.study.figure;

/** A point of a chart, in the units of its axes; both finite. */
public record Point(double x, double y) {
  public Point {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      throw new IllegalArgumentException("point is (%s, %s), must be finite".formatted(x, y));
    }
  }
}
