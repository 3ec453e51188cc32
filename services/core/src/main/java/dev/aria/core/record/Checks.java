package dev.aria.core.record;

import java.nio.ByteBuffer;

/** Bounds that several records share; each message names the field, the value and the bound. */
final class Checks {
  private Checks() {}

  static String filled(String name, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + " must not be blank");
    }
    return value;
  }

  static long atLeast(String name, long value, long bound) {
    if (value < bound) {
      throw new IllegalArgumentException(
          "%s is %d, must be at least %d".formatted(name, value, bound));
    }
    return value;
  }

  /**
   * A read-only view of {@code bytes}: whole elements, at least one, at most {@code most} bytes.
   */
  static ByteBuffer piece(String name, ByteBuffer bytes, int element, int most) {
    int length = bytes.remaining();
    if (length == 0 || length > most || length % element != 0) {
      throw new IllegalArgumentException(
          "%s have %d bytes, must be a multiple of %d from %d to %d"
              .formatted(name, length, element, element, most));
    }
    return bytes.slice().asReadOnlyBuffer();
  }

  static double finiteAtLeast(String name, double value, double bound) {
    if (!Double.isFinite(value) || value < bound) {
      throw new IllegalArgumentException(
          "%s is %s, must be finite and at least %s".formatted(name, value, bound));
    }
    return value;
  }

  static double within(String name, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          "%s is %s, must lie in [%s, %s]".formatted(name, value, low, high));
    }
    return value;
  }
}
