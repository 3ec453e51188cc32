package dev.aria.data.picture;

import java.nio.FloatBuffer;

/**
 * A picture as three planes, red, green and blue, of values in [0, 1], row by row.
 *
 * @param values (3, height, width), all of an array
 */
record RgbPlanes(int width, int height, FloatBuffer values) {
  static final int CHANNELS = 3;

  RgbPlanes {
    if (values.remaining() != CHANNELS * width * height
        || values.array().length != values.remaining()) {
      throw new IllegalArgumentException(
          "%d values for 3 x %d x %d".formatted(values.remaining(), height, width));
    }
  }
}
