package dev.aria.models.training;

import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.List;

/** Reads and writes all weights of a small model, past the optimizer. */
final class WeightVector {
  private WeightVector() {}

  static float[] of(Trainable model) {
    int size = Math.toIntExact(model.descriptor().parameters());
    ByteBuffer all = ByteBuffer.allocate(size * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    model.parameters(Weights.CURRENT).values().forEach(tensor -> all.put(tensor.bytes()));
    return new Tensor(List.of(size), ElementType.FLOAT32, all.flip()).toFloats();
  }

  /** Also sets moments and average, to the same. */
  static void set(Trainable model, float[] weights) {
    ByteBuffer bytes = Tensor.of(weights, weights.length).bytes();
    model.state().restore(Collections.nCopies(4, bytes));
  }
}
