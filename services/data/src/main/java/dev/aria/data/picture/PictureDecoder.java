package dev.aria.data.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes JPEG (CMYK too), PNG, WebP, GIF and BMP. Of an animation the first frame counts. Alpha is
 * composited on white, and a JPEG is turned as its EXIF orientation says. Thread-safe.
 */
public final class PictureDecoder {
  /** Largest picture that is decoded, in pixels: 300 MB as RGB of 32-bit floats. */
  static final long MOST_PIXELS = 25_000_000;

  static {
    ImageIO.setUseCache(false);
  }

  private PictureDecoder() {}

  /**
   * The picture in {@code file}.
   *
   * @throws PictureRefused when it is no picture, cut short, damaged or too large
   */
  static RgbPlanes decode(ByteBuffer file) {
    byte[] bytes = new byte[file.remaining()];
    file.duplicate().get(bytes);
    if (bytes.length == 0) {
      throw new PictureRefused("empty picture: the file has no bytes", null);
    }
    JpegFile.requireEnd(bytes);
    try (ImageInputStream in =
        new MemoryCacheImageInputStream(new java.io.ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new PictureRefused("unknown format: no JPEG, PNG, WebP, GIF or BMP", null);
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return RasterPlanes.of(decoded(reader), JpegFile.orientation(bytes));
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException damage) { // decoders throw all kinds on damaged input
      if (damage instanceof PictureRefused refused) {
        throw refused;
      }
      throw new PictureRefused("damaged picture: " + damage.getMessage(), damage);
    }
  }

  private static BufferedImage decoded(ImageReader reader) throws IOException {
    long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
    if (pixels > MOST_PIXELS) {
      throw new PictureRefused(
          "picture too large: %d x %d pixels, at most %d are read; make it smaller"
              .formatted(reader.getWidth(0), reader.getHeight(0), MOST_PIXELS),
          null);
    }
    return reader.read(0);
  }
}
