package dev.aria.models.safetensors;

import dev.aria.core.tensor.ElementType;
import java.util.List;

/**
 * One tensor as the header describes it.
 *
 * @param from first byte, counted from the end of the header
 * @param to byte after the last
 */
record TensorEntry(String name, ElementType type, List<Integer> shape, long from, long to) {
  TensorEntry {
    shape = List.copyOf(shape);
    long expected = type.bytes();
    for (int extent : shape) {
      if (extent < 0) {
        throw new IllegalArgumentException("tensor %s has shape %s".formatted(name, shape));
      }
      expected = Math.multiplyExact(expected, (long) extent);
    }
    if (from < 0 || to - from != expected || expected > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "tensor %s of shape %s and type %s lies at bytes %d to %d, needs %d bytes (at most 2 GiB)"
              .formatted(name, shape, type, from, to, expected));
    }
  }
}
