package dev.aria.models.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Moves values into native memory and back. On a CPU, what goes in from a direct buffer is not
 * copied, so it must be left alone until the step's manager is closed.
 */
public final class Transfer {
  private Transfer() {}

  /** {@code tensor} as float32 on the manager's device. */
  public static PtNDArray in(PtNDManager manager, Tensor tensor) {
    Tensor floats = tensor.as(ElementType.FLOAT32);
    return manager.create(floats.bytes(), shape(floats.shape()), DataType.FLOAT32);
  }

  /** A vector (N) of float32. */
  public static PtNDArray in(PtNDManager manager, float[] values) {
    ByteBuffer bytes = direct(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return manager.create(bytes, new Shape(values.length), DataType.FLOAT32);
  }

  /** A vector (N) of int64. */
  public static PtNDArray in(PtNDManager manager, int[] values) {
    ByteBuffer bytes = direct(values.length * Long.BYTES);
    bytes.asLongBuffer().put(Arrays.stream(values).asLongStream().toArray());
    return manager.create(bytes, new Shape(values.length), DataType.INT64);
  }

  /** A copy of a float32 array in Java's heap. */
  public static Tensor out(NDArray array) {
    List<Integer> shape =
        Arrays.stream(array.getShape().getShape()).mapToObj(Math::toIntExact).toList();
    return new Tensor(shape, ElementType.FLOAT32, bytes(array));
  }

  /** A copy of a float32 array's bytes, little-endian. */
  public static ByteBuffer bytes(NDArray array) {
    if (array.getDataType() != DataType.FLOAT32) {
      throw new IllegalArgumentException("expected float32, got " + array.getDataType());
    }
    return array.toByteBuffer(false).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static Shape shape(List<Integer> extents) {
    return new Shape(extents.stream().mapToLong(Integer::longValue).toArray());
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
