package dev.aria.runtime.topic.message;

import com.google.protobuf.UnsafeByteOperations;
import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.List;

/** Tensors between their message and their value, with no copy of the elements when read. */
final class TensorMessage {
  private static final int MAX_RANK = 8;

  private TensorMessage() {}

  static dev.aria.proto.tensor.v1.Tensor write(Tensor tensor) {
    return dev.aria.proto.tensor.v1.Tensor.newBuilder()
        .addAllShape(tensor.shape())
        .setElementType(write(tensor.type()))
        .setData(UnsafeByteOperations.unsafeWrap(tensor.bytes()))
        .build();
  }

  /** The tensor {@code name} as a view of the message's bytes. */
  static Tensor read(String name, dev.aria.proto.tensor.v1.Tensor message) {
    List<Integer> shape = message.getShapeList();
    ElementType type = type(name, message.getElementType());
    checkShape(name, shape, (long) message.getData().size() / type.bytes());
    try {
      return new Tensor(shape, type, message.getData().asReadOnlyByteBuffer());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  /** Like {@link #read}, and refuses NaN and infinite elements. */
  static Tensor readFinite(String name, dev.aria.proto.tensor.v1.Tensor message) {
    Tensor tensor = read(name, message);
    int bad =
        switch (tensor.type()) {
          case FLOAT32 -> firstNonFinite32(tensor.bytes());
          case FLOAT16 -> firstNonFinite16(tensor.bytes());
        };
    if (bad >= 0) {
      throw new IllegalArgumentException(
          "%s of shape %s is NaN or infinite at element %d".formatted(name, tensor.shape(), bad));
    }
    return tensor;
  }

  private static void checkShape(String name, List<Integer> shape, long elements) {
    if (shape.isEmpty() || shape.size() > MAX_RANK) {
      throw new IllegalArgumentException(
          "%s has %d dimensions, must have 1 to %d".formatted(name, shape.size(), MAX_RANK));
    }
    long product = 1;
    for (int extent : shape) {
      if (extent < 0) {
        throw new IllegalArgumentException(
            "%s has extent %d, at most %d is accepted"
                .formatted(name, Integer.toUnsignedLong(extent), Integer.MAX_VALUE));
      }
      product *= extent; // below 2^62: the check that follows keeps it below 2^31 before each turn
      if (product > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "%s has shape %s but only %d elements".formatted(name, shape, elements));
      }
    }
  }

  private static int firstNonFinite32(ByteBuffer bytes) {
    for (int i = 0; i < bytes.limit(); i += Float.BYTES) {
      if ((bytes.getInt(i) & 0x7f800000) == 0x7f800000) {
        return i / Float.BYTES;
      }
    }
    return -1;
  }

  private static int firstNonFinite16(ByteBuffer bytes) {
    for (int i = 0; i < bytes.limit(); i += Short.BYTES) {
      if ((bytes.getShort(i) & 0x7c00) == 0x7c00) {
        return i / Short.BYTES;
      }
    }
    return -1;
  }

  private static dev.aria.proto.tensor.v1.ElementType write(ElementType type) {
    return switch (type) {
      case FLOAT32 -> dev.aria.proto.tensor.v1.ElementType.ELEMENT_TYPE_FLOAT32;
      case FLOAT16 -> dev.aria.proto.tensor.v1.ElementType.ELEMENT_TYPE_FLOAT16;
    };
  }

  private static ElementType type(String name, dev.aria.proto.tensor.v1.ElementType type) {
    return switch (type) {
      case ELEMENT_TYPE_FLOAT32 -> ElementType.FLOAT32;
      case ELEMENT_TYPE_FLOAT16 -> ElementType.FLOAT16;
      case ELEMENT_TYPE_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException(name + " has no known element type");
    };
  }
}
