package dev.aria.data.source;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;

/** Rows of floats, one after another. */
interface FloatRows extends AutoCloseable {
  List<Integer> rowShape();

  int rows();

  /** The next row; empty at the end. */
  Optional<FloatBuffer> next();

  @Override
  void close();
}
