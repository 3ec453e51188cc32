package dev.aria.trials.study.report;

import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A mean over seeds, or other independent values, with its two-sided 95 % confidence interval from
 * Student's t.
 *
 * @param size number of values n
 * @param mean the mean
 * @param half half the width: t(0.975, n - 1) s / sqrt(n); empty for one value
 */
public record Interval(int size, double mean, OptionalDouble half) {
  private static final double UPPER_QUANTILE = 0.975;

  /**
   * Of the given values.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Interval of(List<Double> values) {
    int size = values.size();
    if (size == 0) {
      throw new IllegalArgumentException("no value to average over");
    }
    double mean = values.stream().mapToDouble(Double::doubleValue).sum() / size;
    if (size == 1) {
      return new Interval(size, mean, OptionalDouble.empty());
    }
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    double t = TDistribution.of(size - 1).inverseCumulativeProbability(UPPER_QUANTILE);
    return new Interval(size, mean, OptionalDouble.of(t * Math.sqrt(squares / (size - 1) / size)));
  }

  /** Lower end; empty for one value. */
  public OptionalDouble low() {
    return half.isEmpty() ? half : OptionalDouble.of(mean - half.getAsDouble());
  }

  /** Upper end; empty for one value. */
  public OptionalDouble high() {
    return half.isEmpty() ? half : OptionalDouble.of(mean + half.getAsDouble());
  }
}
