package dev.aria.models.codec;

import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/** Checks of the batches that a codec is given. */
final class BatchCheck {
  private BatchCheck() {}

  /** Refuses {@code batch} unless it is float32 of shape (N, {@code item}). */
  static Tensor require(String what, Tensor batch, List<Integer> item) {
    List<Integer> shape = batch.shape();
    boolean fits = !shape.isEmpty() && shape.subList(1, shape.size()).equals(item);
    if (!fits || batch.type() != ElementType.FLOAT32) {
      throw new IllegalArgumentException(
          "%s must be (N, %s) FLOAT32, got %s %s".formatted(what, item, shape, batch.type()));
    }
    return batch;
  }

  /** Extents of (n, {@code item}). */
  static int[] extents(int n, List<Integer> item) {
    return IntStream.concat(IntStream.of(n), item.stream().mapToInt(Integer::intValue)).toArray();
  }

  static int product(List<Integer> shape) {
    return shape.stream().reduce(1, Math::multiplyExact);
  }
}
