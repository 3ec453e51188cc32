package dev.aria.data.source;

import dev.aria.core.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;

/** Rows of a tensor in memory. */
final class TensorRows implements FloatRows {
  private final Tensor tensor;
  private int row;

  TensorRows(Tensor tensor) {
    this.tensor = tensor;
  }

  @Override
  public List<Integer> rowShape() {
    return tensor.shape().subList(1, tensor.shape().size());
  }

  @Override
  public int rows() {
    return tensor.shape().get(0);
  }

  @Override
  public Optional<FloatBuffer> next() {
    if (row == rows()) {
      return Optional.empty();
    }
    float[] values = new float[tensor.rowSize()];
    tensor.readRow(row++, values, 0);
    return Optional.of(FloatBuffer.wrap(values));
  }

  @Override
  public void close() {}
}
