package dev.aria.runtime.settings;

import java.time.Duration;
import java.util.List;

/** Bounds of settings; each message names the key, its value and what is allowed. */
public final class Bounds {
  private Bounds() {}

  /** Refuses a value below {@code bound}. */
  public static void atLeast(String key, long value, long bound) {
    if (value < bound) {
      throw new IllegalArgumentException(
          "%s is %d, must be at least %d".formatted(key, value, bound));
    }
  }

  /** Refuses a duration below {@code bound}. */
  public static void atLeast(String key, Duration value, Duration bound) {
    if (value.compareTo(bound) < 0) {
      throw new IllegalArgumentException(
          "%s is %d ms, must be at least %d ms".formatted(key, value.toMillis(), bound.toMillis()));
    }
  }

  /** Refuses a value outside [low, high]. */
  public static void within(String key, long value, long low, long high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          "%s is %d, must lie in [%d, %d]".formatted(key, value, low, high));
    }
  }

  /** Refuses a value outside [low, high], and NaN. */
  public static void within(String key, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          "%s is %s, must lie in [%s, %s]".formatted(key, value, low, high));
    }
  }

  /** Refuses a blank value. */
  public static void filled(String key, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(key + " is blank, must be set");
    }
  }

  /** Refuses a value that is none of {@code allowed}. */
  public static void oneOf(String key, String value, String... allowed) {
    if (!List.of(allowed).contains(value)) {
      throw new IllegalArgumentException(
          "%s is '%s', must be one of %s".formatted(key, value, String.join(", ", allowed)));
    }
  }
}
