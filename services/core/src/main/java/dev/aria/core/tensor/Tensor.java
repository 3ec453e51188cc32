package dev.aria.core.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A dense row-major array of real numbers: shape, element type and little-endian bytes. Immutable
 * as long as the caller leaves alone the buffer it handed in.
 */
public final class Tensor {
  private final List<Integer> shape;
  private final ElementType type;
  private final ByteBuffer bytes;

  /**
   * Wraps {@code bytes} without copying (its remaining bytes, read as little-endian).
   *
   * @throws IllegalArgumentException when an extent is negative or the bytes do not fill the shape
   */
  public Tensor(List<Integer> shape, ElementType type, ByteBuffer bytes) {
    this.shape = List.copyOf(shape);
    this.type = type;
    this.bytes = bytes.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    long expected = elements(this.shape) * type.bytes();
    if (expected != this.bytes.remaining()) {
      throw new IllegalArgumentException(
          "tensor of shape %s and type %s needs %d bytes, got %d"
              .formatted(shape, type, expected, this.bytes.remaining()));
    }
  }

  /** A float32 copy of {@code values} in {@code shape}. */
  public static Tensor of(float[] values, int... shape) {
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(Math.multiplyExact(values.length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return new Tensor(Arrays.stream(shape).boxed().toList(), ElementType.FLOAT32, bytes);
  }

  /**
   * A float32 copy of {@code values} as rows, as many as they make.
   *
   * @param rowShape shape of one row, of at least one element
   */
  public static Tensor ofRows(float[] values, List<Integer> rowShape) {
    int[] shape = new int[rowShape.size() + 1];
    shape[0] = values.length / Math.toIntExact(elements(rowShape));
    for (int i = 1; i < shape.length; i++) {
      shape[i] = rowShape.get(i - 1);
    }
    return of(values, shape);
  }

  private static long elements(List<Integer> shape) {
    long count = 1;
    for (int extent : shape) {
      if (extent < 0) {
        throw new IllegalArgumentException("negative extent in shape " + shape);
      }
      count = Math.multiplyExact(count, (long) extent);
    }
    return count;
  }

  /** No rows of this tensor's row shape and type. */
  public Tensor withoutRows() {
    List<Integer> none = new ArrayList<>(shape);
    none.set(0, 0);
    return new Tensor(none, type, ByteBuffer.allocate(0));
  }

  /** Extents, outermost first. */
  public List<Integer> shape() {
    return shape;
  }

  /** Extents of one row. */
  public List<Integer> rowShape() {
    return shape.subList(1, shape.size());
  }

  public ElementType type() {
    return type;
  }

  /** Number of elements. */
  public int size() {
    return bytes.limit() / type.bytes();
  }

  /** Elements of one row, that is of one index of the outermost dimension. */
  public int rowSize() {
    return shape.get(0) == 0 ? 0 : size() / shape.get(0);
  }

  /** A fresh read-only little-endian view of the bytes, position 0; direct when the source was. */
  public ByteBuffer bytes() {
    return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A copy of all elements as float32. */
  public float[] toFloats() {
    float[] values = new float[size()];
    read(0, values, 0, values.length);
    return values;
  }

  /** Copies row {@code row} of the outermost dimension into {@code target} from {@code offset}. */
  public void readRow(int row, float[] target, int offset) {
    read(row * rowSize(), target, offset, rowSize());
  }

  /** A copy of row {@code row} of the outermost dimension. */
  public float[] row(int row) {
    float[] values = new float[rowSize()];
    readRow(row, values, 0);
    return values;
  }

  private void read(int from, float[] target, int offset, int count) {
    if (type == ElementType.FLOAT32) {
      FloatBuffer floats = bytes().asFloatBuffer();
      floats.get(from, target, offset, count);
      return;
    }
    ShortBuffer halves = bytes().asShortBuffer();
    for (int i = 0; i < count; i++) {
      target[offset + i] = HalfPrecision.toFloat(halves.get(from + i));
    }
  }

  /** This tensor with every element rounded to the nearest of {@code target}; itself when equal. */
  public Tensor as(ElementType target) {
    if (target == type) {
      return this;
    }
    float[] values = toFloats();
    if (target == ElementType.FLOAT32) {
      return new Tensor(shape, target, of(values, values.length).bytes());
    }
    ByteBuffer halves =
        ByteBuffer.allocateDirect(values.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      halves.putShort(HalfPrecision.fromFloat(value));
    }
    return new Tensor(shape, target, halves.flip());
  }

  /** Whether no element is NaN or infinite. */
  public boolean isFinite() {
    for (float value : toFloats()) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor that
        && type == that.type
        && shape.equals(that.shape)
        && bytes().equals(that.bytes());
  }

  @Override
  public int hashCode() {
    return 31 * (31 * shape.hashCode() + type.hashCode()) + bytes().hashCode();
  }

  @Override
  public String toString() {
    return "Tensor" + shape + ":" + type;
  }
}
