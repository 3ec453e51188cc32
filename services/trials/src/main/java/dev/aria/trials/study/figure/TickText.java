package dev.aria.trials.study.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/** How the numbers at an axis are written: short, and thousands as k or M. */
final class TickText {
  private static final MathContext DIGITS = new MathContext(4);
  private static final double THOUSAND = 1e3;
  private static final double MILLION = 1e6;

  private TickText() {}

  /** The text at {@code tick}, one of {@code ticks}. */
  static String of(double tick, List<Double> ticks) {
    double most = ticks.stream().mapToDouble(Math::abs).max().orElse(0);
    if (most >= MILLION) {
      return plain(tick / MILLION) + (tick == 0 ? "" : "M");
    }
    if (most >= 10 * THOUSAND) {
      return plain(tick / THOUSAND) + (tick == 0 ? "" : "k");
    }
    return plain(tick);
  }

  private static String plain(double value) {
    BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    return rounded.signum() == 0 ? "0" : rounded.toPlainString();
  }

  /** A coordinate in pixels, with one decimal. */
  static String pixel(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
