package dev.aria.data.source;

import dev.aria.data.item.SourceUnreadable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Header of an array in NumPy's format.
 *
 * @param kind {@code f} for floats, {@code U} for texts
 * @param width bytes of a float, or characters of a text
 * @param shape extents, outermost first
 */
record NpyHeader(char kind, int width, List<Integer> shape) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MOST_BYTES = 1 << 16;
  private static final long MOST_ROW_BYTES = 1L << 30;
  private static final Pattern FIELDS =
      Pattern.compile(
          "\\{'descr': '[<=]([fU])(\\d{1,5})', *'fortran_order': False, *'shape': \\(([\\d, ]+)\\).*");

  NpyHeader {
    shape = List.copyOf(shape);
    if (shape.isEmpty() || (kind == 'f' && width != 2 && width != 4 && width != 8)) {
      throw new IllegalArgumentException("shape %s, type %c%d".formatted(shape, kind, width));
    }
    if (rowBytes(kind, width, shape) > MOST_ROW_BYTES) {
      throw new IllegalArgumentException("rows of shape %s are too large".formatted(shape));
    }
  }

  /**
   * Reads it from {@code in}, which then stands at the first element.
   *
   * @param name of the array, for messages
   * @throws SourceUnreadable when it is no array of floats or texts in C order
   */
  static NpyHeader read(String name, InputStream in) {
    try {
      byte[] start = in.readNBytes(8);
      if (start.length < 8 || !Arrays.equals(Arrays.copyOf(start, MAGIC.length), MAGIC)) {
        throw new SourceUnreadable(name + " is no NumPy array", null);
      }
      byte[] length = Arrays.copyOf(in.readNBytes(start[6] == 1 ? 2 : 4), Integer.BYTES);
      int bytes = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getInt();
      String text =
          new String(
                  in.readNBytes(Math.max(0, Math.min(bytes, MOST_BYTES))), StandardCharsets.UTF_8)
              .strip();
      return parse(name, text);
    } catch (IOException failure) {
      throw new SourceUnreadable("cannot read " + name, failure);
    }
  }

  private static NpyHeader parse(String name, String text) {
    Matcher fields = FIELDS.matcher(text);
    if (!fields.matches()) {
      throw new SourceUnreadable(
          "%s must hold '<f2', '<f4' or '<f8' in C order, its header is %s".formatted(name, text),
          null);
    }
    List<Integer> shape = new ArrayList<>();
    try {
      for (String extent : fields.group(3).split(",", -1)) {
        if (!extent.isBlank()) {
          shape.add(Integer.parseInt(extent.strip()));
        }
      }
      return new NpyHeader(fields.group(1).charAt(0), Integer.parseInt(fields.group(2)), shape);
    } catch (IllegalArgumentException | ArithmeticException bad) {
      throw new SourceUnreadable("%s cannot be read: %s".formatted(name, bad.getMessage()), bad);
    }
  }

  /** Extents of one row. */
  List<Integer> rowShape() {
    return shape.subList(1, shape.size());
  }

  int rows() {
    return shape.get(0);
  }

  /** Bytes of one row. */
  int rowBytes() {
    return (int) rowBytes(kind, width, shape);
  }

  private static long rowBytes(char kind, int width, List<Integer> shape) {
    return shape.stream()
        .skip(1)
        .mapToLong(Integer::longValue)
        .reduce(kind == 'U' ? 4L * width : width, Math::multiplyExact);
  }
}
