package dev.aria.models.sampler;

import dev.aria.core.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/** Tensors with a batch dimension in front. */
final class Batches {
  private Batches() {}

  /** {@code values} as (count, item shape). */
  static Tensor tensor(float[] values, int count, List<Integer> item) {
    int[] shape =
        IntStream.concat(IntStream.of(count), item.stream().mapToInt(Integer::intValue)).toArray();
    return Tensor.of(values, shape);
  }
}
