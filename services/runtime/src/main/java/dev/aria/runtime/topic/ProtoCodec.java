package dev.aria.runtime.topic;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Function;

/**
 * A codec over one protobuf message. Decoding aliases the buffer it is given, so a decoded tensor
 * pins that buffer (with Kafka: the whole fetch response) until the value is dropped.
 *
 * @param what the value in words, for messages
 * @param parser of the message
 * @param descriptor of the message
 * @param write value to message
 * @param read message to value; an {@link IllegalArgumentException} says what is wrong with it
 */
record ProtoCodec<T, M extends MessageLite>(
    String what, Parser<M> parser, Descriptor descriptor, Function<T, M> write, Function<M, T> read)
    implements Codec<T> {
  /** Largest record that topics accept, in bytes. */
  static final int MAX_BYTES = 8 << 20;

  @Override
  public byte[] encode(T value) {
    return write.apply(value).toByteArray();
  }

  @Override
  public T decode(ByteBuffer bytes) {
    if (bytes.remaining() > MAX_BYTES) {
      throw new Undecodable(
          "%s of %d bytes, at most %d are accepted".formatted(what, bytes.remaining(), MAX_BYTES));
    }
    try {
      return read.apply(parse(bytes));
    } catch (IOException e) {
      throw new Undecodable("no %s: %s".formatted(what, e.getMessage()), e);
    } catch (IllegalArgumentException e) {
      throw new Undecodable("bad %s: %s".formatted(what, e.getMessage()), e);
    }
  }

  private M parse(ByteBuffer bytes) throws IOException {
    ByteString record = UnsafeByteOperations.unsafeWrap(bytes);
    RecordParts.check(record.newCodedInput(), descriptor);
    CodedInputStream input = record.newCodedInput();
    input.enableAliasing(true);
    M message = parser.parseFrom(input);
    input.checkLastTagWas(0);
    return message;
  }
}
