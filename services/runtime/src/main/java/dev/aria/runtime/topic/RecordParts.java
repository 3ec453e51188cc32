package dev.aria.runtime.topic;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Counts what parsing a record would make objects of: messages within it, elements of lists, fields
 * that nobody knows. An empty message takes two bytes on the wire and a hundred in memory, so a
 * record is counted before memory is taken for it.
 */
final class RecordParts {
  /** Most parts of one record; 4,096 regions of 16 bins and 3 branches are 196,608. */
  static final int MOST = 1 << 18;

  private static final int DEEPEST = 16;

  private final CodedInputStream input;
  private int parts;

  private RecordParts(CodedInputStream input) {
    this.input = input;
  }

  /**
   * Reads {@code input} to its end.
   *
   * @throws InvalidProtocolBufferException when it is no protobuf message or has too many parts
   */
  static void check(CodedInputStream input, Descriptor message) throws IOException {
    new RecordParts(input).message(message, 0);
  }

  private void message(Descriptor message, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new InvalidProtocolBufferException("it is nested deeper than " + DEEPEST);
    }
    for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
      field(message.findFieldByNumber(WireFormat.getTagFieldNumber(tag)), tag, depth);
    }
  }

  private void field(@Nullable FieldDescriptor field, int tag, int depth) throws IOException {
    int wireType = WireFormat.getTagWireType(tag);
    if (wireType == WireFormat.WIRETYPE_START_GROUP || wireType == WireFormat.WIRETYPE_END_GROUP) {
      throw new InvalidProtocolBufferException("it holds a group, of which there are none");
    }
    boolean isLengthDelimited = wireType == WireFormat.WIRETYPE_LENGTH_DELIMITED;
    if (field == null || field.isRepeated() || field.getJavaType() == JavaType.MESSAGE) {
      count(1);
    }
    if (field != null && isLengthDelimited && field.getJavaType() == JavaType.MESSAGE) {
      int outer = input.pushLimit(input.readRawVarint32());
      message(field.getMessageType(), depth + 1);
      input.popLimit(outer);
    } else if (field != null && isLengthDelimited && field.isPackable()) {
      packed(field);
    } else {
      input.skipField(tag);
    }
  }

  private void packed(FieldDescriptor field) throws IOException {
    int length = input.readRawVarint32();
    switch (field.getLiteType()) {
      case FIXED32, SFIXED32, FLOAT -> fixed(length, Float.BYTES);
      case FIXED64, SFIXED64, DOUBLE -> fixed(length, Double.BYTES);
      default -> varints(length);
    }
  }

  private void fixed(int length, int element) throws IOException {
    count(length / element);
    input.skipRawBytes(length);
  }

  private void varints(int length) throws IOException {
    int outer = input.pushLimit(length);
    while (!input.isAtEnd()) {
      count(input.readRawByte() >= 0 ? 1 : 0); // its last byte has the highest bit clear
    }
    input.popLimit(outer);
  }

  private void count(int more) throws InvalidProtocolBufferException {
    parts += more;
    if (parts > MOST) {
      throw new InvalidProtocolBufferException("it has more than %d parts".formatted(MOST));
    }
  }
}
