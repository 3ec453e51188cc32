package dev.aria.trials.compare;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A mean over seeds with its standard error.
 *
 * @param size number of seeds n
 * @param mean the mean
 * @param error sample standard deviation (n - 1) over the square root of n; empty for one seed
 */
record Spread(int size, double mean, OptionalDouble error) {

  /**
   * Of one value a seed.
   *
   * @throws IllegalArgumentException when there is none
   */
  static Spread of(List<Double> values) {
    int size = values.size();
    if (size == 0) {
      throw new IllegalArgumentException("no seed to average over");
    }
    double mean = values.stream().mapToDouble(Double::doubleValue).sum() / size;
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    return new Spread(
        size, mean, size == 1 ? OptionalDouble.empty() : OptionalDouble.of(error(squares, size)));
  }

  private static double error(double squares, int size) {
    return Math.sqrt(squares / (size - 1) / size);
  }

  /** The mean, and the standard error where there is one, with four decimals. */
  String text() {
    return text("%.4f", "%.4f");
  }

  /** As {@link #text()}, with a sign before the mean and five decimals: differences are small. */
  String signed() {
    return text("%+.5f", "%.5f");
  }

  private String text(String format, String errorFormat) {
    String shown = String.format(Locale.ROOT, format, mean);
    return error.isEmpty()
        ? shown
        : shown + String.format(Locale.ROOT, " ± " + errorFormat, error.getAsDouble());
  }
}
