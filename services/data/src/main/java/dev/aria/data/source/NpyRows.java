package dev.aria.data.source;

import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import dev.aria.data.item.SourceUnreadable;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/** Rows of an array in NumPy's format, one after another. */
final class NpyRows implements FloatRows {
  private final String name;
  private final InputStream in;
  private final NpyHeader header;
  private int row;

  /** Reads {@code in}, and closes it. */
  NpyRows(String name, InputStream in) {
    this.name = name;
    this.in = new BufferedInputStream(in, 1 << 16);
    this.header = NpyHeader.read(name, this.in);
  }

  @Override
  public List<Integer> rowShape() {
    return header.rowShape();
  }

  @Override
  public int rows() {
    return header.rows();
  }

  @Override
  public Optional<FloatBuffer> next() {
    return nextBytes().map(this::floats);
  }

  private FloatBuffer floats(ByteBuffer bytes) {
    if (header.kind() != 'f') {
      throw new SourceUnreadable(name + " holds texts, must hold floats", null);
    }
    int size = header.rowBytes() / header.width();
    if (header.width() == Double.BYTES) {
      float[] values = new float[size];
      for (int i = 0; i < size; i++) {
        values[i] = (float) bytes.getDouble(i * Double.BYTES);
      }
      return FloatBuffer.wrap(values);
    }
    ElementType type = header.width() == Float.BYTES ? ElementType.FLOAT32 : ElementType.FLOAT16;
    return FloatBuffer.wrap(new Tensor(List.of(size), type, bytes).toFloats());
  }

  /** The next text of an array of texts. */
  Optional<String> nextText() {
    if (header.kind() != 'U') {
      throw new SourceUnreadable(name + " holds floats, must hold texts", null);
    }
    return nextBytes()
        .map(bytes -> Charset.forName("UTF-32LE").decode(bytes).toString().replace("\0", ""));
  }

  private Optional<ByteBuffer> nextBytes() {
    if (row == header.rows()) {
      return Optional.empty();
    }
    try {
      byte[] bytes = in.readNBytes(header.rowBytes());
      if (bytes.length < header.rowBytes()) {
        throw new SourceUnreadable(
            "%s is cut short: it ends in row %d of %d; fetch it again"
                .formatted(name, row, header.rows()),
            null);
      }
      row++;
      return Optional.of(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    } catch (IOException failure) {
      throw new SourceUnreadable("cannot read %s, row %d".formatted(name, row), failure);
    }
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException failure) {
      throw new SourceUnreadable("cannot close " + name, failure);
    }
  }
}
