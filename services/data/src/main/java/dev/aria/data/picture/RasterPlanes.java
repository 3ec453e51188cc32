package dev.aria.data.picture;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.nio.FloatBuffer;

/**
 * Decoded pictures as planes. Grey and sRGB samples of 8 or 16 bits are taken as they are: Java's
 * own conversion takes grey for linear light and makes it brighter.
 */
final class RasterPlanes {
  private final BufferedImage image;
  private final int orientation;
  private final float[] planes;

  private RasterPlanes(BufferedImage image, int orientation) {
    this.image = image;
    this.orientation = orientation;
    this.planes = new float[RgbPlanes.CHANNELS * image.getWidth() * image.getHeight()];
  }

  /** {@code image} turned upright from EXIF {@code orientation}, its alpha composited on white. */
  static RgbPlanes of(BufferedImage image, int orientation) {
    RasterPlanes planes = new RasterPlanes(inSrgb(image), orientation);
    if (isPlain(planes.image.getColorModel())) {
      planes.fillFromSamples();
    } else {
      planes.fillFromColours();
    }
    boolean turned = orientation >= 5;
    return new RgbPlanes(
        turned ? image.getHeight() : image.getWidth(),
        turned ? image.getWidth() : image.getHeight(),
        FloatBuffer.wrap(planes.planes));
  }

  /** A picture with another profile, such as Adobe RGB, converted. */
  private static BufferedImage inSrgb(BufferedImage image) {
    ColorSpace space = image.getColorModel().getColorSpace();
    boolean other = space.getType() != ColorSpace.TYPE_GRAY && !space.isCS_sRGB();
    if (!other) {
      return image;
    }
    BufferedImage converted =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
    return new ColorConvertOp(null).filter(image, converted);
  }

  private static boolean isPlain(ColorModel model) {
    int type = model.getTransferType();
    return model instanceof ComponentColorModel
        && (type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT)
        && model.getNumComponents() <= 4;
  }

  private void fillFromSamples() {
    ColorModel model = image.getColorModel();
    WritableRaster raster = image.getRaster();
    int bands = raster.getNumBands();
    boolean alpha = model.hasAlpha();
    boolean grey = bands - (alpha ? 1 : 0) == 1;
    float top = (1 << model.getComponentSize(0)) - 1;
    int[] row = new int[bands * image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      raster.getPixels(0, y, image.getWidth(), 1, row);
      for (int x = 0; x < image.getWidth(); x++) {
        int at = x * bands;
        float opacity = alpha ? row[at + bands - 1] / top : 1;
        for (int c = 0; c < RgbPlanes.CHANNELS; c++) {
          float value = row[at + (grey ? 0 : c)] / top;
          put(c, x, y, onWhite(value, opacity, model.isAlphaPremultiplied()));
        }
      }
    }
  }

  private void fillFromColours() {
    int[] row = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, row.length, 1, row, 0, row.length);
      for (int x = 0; x < row.length; x++) {
        float opacity = (row[x] >>> 24) / 255f;
        for (int c = 0; c < RgbPlanes.CHANNELS; c++) {
          float value = (row[x] >>> (16 - 8 * c) & 0xFF) / 255f;
          put(c, x, y, onWhite(value, opacity, false));
        }
      }
    }
  }

  private static float onWhite(float value, float opacity, boolean premultiplied) {
    return (premultiplied ? value : value * opacity) + 1 - opacity;
  }

  /** Puts a sample where the upright picture has it. */
  private void put(int channel, int x, int y, float value) {
    int w = image.getWidth();
    int h = image.getHeight();
    int place =
        switch (orientation) {
          case 2 -> y * w + (w - 1 - x);
          case 3 -> (h - 1 - y) * w + (w - 1 - x);
          case 4 -> (h - 1 - y) * w + x;
          case 5 -> x * h + y;
          case 6 -> x * h + (h - 1 - y);
          case 7 -> (w - 1 - x) * h + (h - 1 - y);
          case 8 -> (w - 1 - x) * h + y;
          default -> y * w + x;
        };
    planes[channel * w * h + place] = value;
  }
}
