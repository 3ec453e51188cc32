package dev.aria.trials.study.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** How numbers are written in a report. */
final class ReportNumbers {
  /** Stands where there is no number. */
  static final String NONE = "–";

  private static final MathContext DIGITS = new MathContext(4);

  private ReportNumbers() {}

  /** Four significant digits, never with an exponent. */
  static String value(double value) {
    BigDecimal rounded = new BigDecimal(value).round(DIGITS);
    int whole = rounded.precision() - rounded.scale();
    return rounded
        .setScale(Math.max(DIGITS.getPrecision() - whole, 0), RoundingMode.HALF_UP)
        .toPlainString();
  }

  /** A whole number, its thousands set apart. */
  static String count(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  /** A signed change in percent: {@code -3.21 %}. */
  static String signed(double percent) {
    return String.format(Locale.ROOT, "%+.2f %%", percent);
  }

  /** A signed change in percent with its interval: {@code -3.21 % [-4.02, -2.40]}. */
  static String change(Interval percent) {
    return text(percent, "%+.2f");
  }

  /** A share in percent with its interval: {@code 71.2 % [65.0, 77.4]}. */
  static String share(Interval percent) {
    return text(percent, "%.1f");
  }

  private static String text(Interval percent, String format) {
    String mean = String.format(Locale.ROOT, format + " %%", percent.mean());
    if (percent.half().isEmpty()) {
      return mean;
    }
    return mean + " " + range(percent, format);
  }

  /** The interval alone: {@code [-4.02, -2.40]}; nothing for one seed. */
  static String range(Interval percent, String format) {
    return percent.half().isEmpty()
        ? NONE
        : String.format(
            Locale.ROOT,
            "[" + format + ", " + format + "]",
            percent.low().getAsDouble(),
            percent.high().getAsDouble());
  }
}
