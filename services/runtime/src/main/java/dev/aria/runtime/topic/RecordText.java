package dev.aria.runtime.topic;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.util.List;

/**
 * A record as one line of JSON: fields under their names in the schema, each there whatever its
 * value. Values of tensors and other long bytes are left out, for they would hide the rest.
 */
final class RecordText {
  private static final int LONGEST_BYTES = 64;
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer()
          .preservingProtoFieldNames()
          .alwaysPrintFieldsWithNoPresence()
          .omittingInsignificantWhitespace();

  private RecordText() {}

  static String json(Message message) {
    try {
      return PRINTER.print(withoutLongBytes(message));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a message of ours has no JSON", e);
    }
  }

  private static Message withoutLongBytes(Message message) {
    Message.Builder builder = message.toBuilder();
    message.getAllFields().forEach((field, value) -> shorten(builder, field, value));
    return builder.build();
  }

  private static void shorten(Message.Builder builder, FieldDescriptor field, Object value) {
    if (field.getJavaType() == FieldDescriptor.JavaType.BYTE_STRING
        && value instanceof ByteString bytes
        && bytes.size() > LONGEST_BYTES) {
      builder.clearField(field);
    } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      if (value instanceof List<?> messages) {
        for (int i = 0; i < messages.size(); i++) {
          builder.setRepeatedField(field, i, withoutLongBytes((Message) messages.get(i)));
        }
      } else {
        builder.setField(field, withoutLongBytes((Message) value));
      }
    }
  }
}
