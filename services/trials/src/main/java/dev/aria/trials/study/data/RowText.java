package dev.aria.trials.study.data;

/** What a value must be like to stand in a row of tab-separated values. */
final class RowText {
  private RowText() {}

  /** Refuses {@code value} when it is blank, or would not come back as it was written. */
  static void name(String column, String value) {
    if (value.isBlank() || !value.equals(value.strip()) || value.matches("(?s).*[\t\r\n].*")) {
      throw new IllegalArgumentException(
          "%s is '%s', must be a name without tabs, line ends or blanks around it"
              .formatted(column, value));
    }
  }

  /** Refuses {@code value} when it does not match {@code pattern}. */
  static void matching(String column, String value, String pattern) {
    if (!value.matches(pattern)) {
      throw new IllegalArgumentException(
          "%s is '%s', must match %s".formatted(column, value, pattern));
    }
  }

  static void notNegative(String column, long value) {
    if (value < 0) {
      throw new IllegalArgumentException("%s is %d, must be at least 0".formatted(column, value));
    }
  }

  static void finite(String column, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("%s is %s, must be finite".formatted(column, value));
    }
  }

  /** Refuses {@code value} unless it is a finite number of at least 0. */
  static void notNegative(String column, double value) {
    if (!Double.isFinite(value) || value < 0) {
      throw new IllegalArgumentException(
          "%s is %s, must be finite and at least 0".formatted(column, value));
    }
  }
}
