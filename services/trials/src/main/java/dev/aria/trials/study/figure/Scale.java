package dev.aria.trials.study.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The range of an axis, widened a little so that no point lies on its ends.
 *
 * @param low lower end; above 0 when logarithmic
 * @param high upper end, above {@code low}
 * @param logarithmic whether equal ratios are equally far apart, rather than equal differences
 */
record Scale(double low, double high, boolean logarithmic) {
  private static final double MARGIN = 0.04;
  private static final int FEWEST_TICKS = 4;
  private static final List<Double> ROUND = List.of(1.0, 2.0, 5.0, 10.0);
  private static final double ROUNDING = 1e-9;

  Scale {
    if (!(low < high) || (logarithmic && low <= 0)) {
      throw new IllegalArgumentException(
          "range is [%s, %s], must not be empty%s"
              .formatted(low, high, logarithmic ? ", and above 0" : ""));
    }
  }

  /** Over {@code values}; logarithmic where wanted and all of them are above 0. */
  static Scale over(List<Double> values, boolean logarithmic) {
    double least = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
    if (logarithmic && least > 0) {
      double ratio = Math.max(Math.pow(most / least, MARGIN), 1.01);
      return new Scale(least / ratio, most * ratio, true);
    }
    double margin = most > least ? (most - least) * MARGIN : Math.max(Math.abs(most) * MARGIN, 1);
    return new Scale(least - margin, most + margin, false);
  }

  /** Where {@code value} lies between low, 0, and high, 1. */
  double share(double value) {
    return logarithmic
        ? Math.log(value / low) / Math.log(high / low)
        : (value - low) / (high - low);
  }

  /** Round values inside the range. */
  List<Double> ticks() {
    if (!logarithmic) {
      return multiples(step());
    }
    List<Double> round = powers();
    return round.size() >= FEWEST_TICKS - 1 ? round : multiples(step());
  }

  /** The largest round step that leaves enough ticks. */
  private double step() {
    double power = Math.pow(10, Math.floor(Math.log10(high - low)));
    return DoubleStream.of(10, 5, 2, 1, 0.5, 0.2, 0.1)
        .map(factor -> factor * power)
        .filter(step -> (high - low) / step >= FEWEST_TICKS)
        .findFirst()
        .orElse(power / 10);
  }

  private List<Double> multiples(double step) {
    List<Double> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step - ROUNDING); i * step <= high; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  private List<Double> powers() {
    List<Double> ticks = new ArrayList<>();
    for (double power = Math.pow(10, Math.floor(Math.log10(low))); power <= high; power *= 10) {
      for (double factor : ROUND.subList(0, ROUND.size() - 1)) {
        if (factor * power >= low && factor * power <= high) {
          ticks.add(factor * power);
        }
      }
    }
    return ticks;
  }
}
