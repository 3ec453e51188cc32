package dev.aria.models.torchscript;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The few opcodes of pickle protocol 2 that PyTorch's reader understands and a module needs. */
final class Pickle {
  private static final int PROTO = 0x80;
  private static final int VERSION = 2;
  private static final int TRUE = 0x88;
  private static final int FALSE = 0x89;
  private static final int NEWOBJ = 0x81;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  Pickle() {
    bytes.write(PROTO);
    bytes.write(VERSION);
  }

  Pickle global(String module, String name) {
    bytes.write('c');
    bytes.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
    return this;
  }

  Pickle string(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    bytes.write('X');
    bytes.writeBytes(littleEndian(utf8.length));
    bytes.writeBytes(utf8);
    return this;
  }

  Pickle integer(int value) {
    bytes.write('J');
    bytes.writeBytes(littleEndian(value));
    return this;
  }

  Pickle bool(boolean value) {
    bytes.write(value ? TRUE : FALSE);
    return this;
  }

  Pickle integers(List<Integer> values) {
    mark();
    values.forEach(this::integer);
    return tuple();
  }

  Pickle mark() {
    bytes.write('(');
    return this;
  }

  /** Closes the tuple that the last mark opened. */
  Pickle tuple() {
    bytes.write('t');
    return this;
  }

  Pickle emptyTuple() {
    bytes.write(')');
    return this;
  }

  /** Calls the callable below the argument tuple. */
  Pickle reduce() {
    bytes.write('R');
    return this;
  }

  /** Turns the tuple on top into a reference to a storage outside the pickle. */
  Pickle persistentId() {
    bytes.write('Q');
    return this;
  }

  /** Opens an object of the class on top; its attributes follow as string and value. */
  Pickle beginObject() {
    emptyTuple();
    bytes.write(NEWOBJ);
    bytes.write('}');
    return mark();
  }

  Pickle endObject() {
    bytes.write('u');
    bytes.write('b');
    return this;
  }

  byte[] end() {
    bytes.write('.');
    return bytes.toByteArray();
  }

  private static byte[] littleEndian(int value) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }
}
