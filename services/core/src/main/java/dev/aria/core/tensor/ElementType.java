package dev.aria.core.tensor;

/** Element type of a {@link Tensor}; IEEE 754, little-endian. */
public enum ElementType {
  FLOAT32(4),
  FLOAT16(2);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one element. */
  public int bytes() {
    return bytes;
  }
}
