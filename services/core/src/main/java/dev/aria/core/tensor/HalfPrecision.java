package dev.aria.core.tensor;

/** IEEE 754 binary16, as bits in a {@code short}. */
final class HalfPrecision {
  private static final int EXPONENT_BIAS_DIFFERENCE = 127 - 15;

  private HalfPrecision() {}

  /** Nearest half to {@code value}, ties to even; overflow becomes infinity. */
  static short fromFloat(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = bits >>> 16 & 0x8000;
    int magnitude = bits & 0x7fffffff;
    if (magnitude >= 0x7f800000) { // infinity or NaN
      return (short) (sign | (magnitude > 0x7f800000 ? 0x7e00 : 0x7c00));
    }
    if (magnitude < 0x38800000) { // subnormal half: one unit is 2^-24
      return (short) (sign | (int) Math.rint(Float.intBitsToFloat(magnitude) * 0x1p24));
    }
    int rounded = magnitude + 0xfff + (magnitude >>> 13 & 1);
    int half = (rounded >>> 13) - (EXPONENT_BIAS_DIFFERENCE << 10);
    return (short) (sign | Math.min(half, 0x7c00));
  }

  static float toFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = half >>> 10 & 0x1f;
    int mantissa = half & 0x3ff;
    if (exponent == 0) {
      float magnitude = mantissa * 0x1p-24f;
      return sign == 0 ? magnitude : -magnitude;
    }
    int widened = exponent == 0x1f ? 0xff : exponent + EXPONENT_BIAS_DIFFERENCE;
    return Float.intBitsToFloat(sign | widened << 23 | mantissa << 13);
  }
}
