package dev.aria.data.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** What decoders do not tell of a JPEG file: whether it is whole, and which way is up. */
final class JpegFile {
  private static final int MARKER = 0xFF;
  private static final int START = 0xD8;
  private static final int SCAN = 0xDA;
  private static final int END = 0xD9;
  private static final int APP1 = 0xE1;
  private static final int ORIENTATION = 0x0112;

  private JpegFile() {}

  private static boolean isJpeg(byte[] bytes) {
    return bytes.length > 3 && at(bytes, 0) == MARKER && at(bytes, 1) == START;
  }

  private static int at(byte[] bytes, int index) {
    return bytes[index] & 0xFF;
  }

  /**
   * Decoders fill what is missing with grey; this refuses a JPEG whose last scan has no end.
   *
   * @throws PictureRefused when it is cut short
   */
  static void requireEnd(byte[] bytes) {
    if (!isJpeg(bytes)) {
      return;
    }
    for (int i = bytes.length - 2; i > 1; i--) {
      if (at(bytes, i) == MARKER && at(bytes, i + 1) == END) {
        return;
      }
      if (at(bytes, i) == MARKER && at(bytes, i + 1) == SCAN) {
        break;
      }
    }
    throw new PictureRefused(
        "truncated JPEG: it ends after %d bytes without an end marker".formatted(bytes.length),
        null);
  }

  /** EXIF orientation, 1 to 8; 1, upright, where none is given. */
  static int orientation(byte[] bytes) {
    if (!isJpeg(bytes)) {
      return 1;
    }
    int at = 2;
    while (at + 4 <= bytes.length && at(bytes, at) == MARKER && at(bytes, at + 1) != SCAN) {
      int length = at(bytes, at + 2) << 8 | at(bytes, at + 3);
      boolean inside = at + 2 + length <= bytes.length;
      if (inside && at(bytes, at + 1) == APP1 && length > 16 && isExif(bytes, at + 4)) {
        return orientation(ByteBuffer.wrap(bytes, at + 10, length - 8).slice());
      }
      at += 2 + length;
    }
    return 1;
  }

  private static boolean isExif(byte[] bytes, int at) {
    return new String(bytes, at, 6, StandardCharsets.ISO_8859_1).equals("Exif\0\0");
  }

  /** Of a TIFF directory: 12 bytes an entry, of which tag and value matter. */
  private static int orientation(ByteBuffer tiff) {
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    if (directory < 8 || directory > tiff.limit() - 2) {
      return 1;
    }
    int entries = Short.toUnsignedInt(tiff.getShort(directory));
    for (int i = 0; i < entries && directory + 14 + 12 * i <= tiff.limit(); i++) {
      int entry = directory + 2 + 12 * i;
      if (Short.toUnsignedInt(tiff.getShort(entry)) == ORIENTATION) {
        int value = tiff.getShort(entry + 8);
        return value >= 1 && value <= 8 ? value : 1;
      }
    }
    return 1;
  }
}
