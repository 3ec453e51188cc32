package dev.aria.models.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Pictures of one size in rows, as one PNG. */
public final class PictureSheet {
  private static final int GAP = 2;
  private static final int LEAST_HEIGHT = 72;

  private final int height;
  private final int width;
  private final int columns;
  private final int zoom;

  /**
   * A sheet.
   *
   * @param height pixels of a picture
   * @param width pixels of a picture
   * @param columns pictures in a row
   * @param zoom screen pixels for one picture pixel
   * @throws IllegalArgumentException when one of them is below 1
   */
  public PictureSheet(int height, int width, int columns, int zoom) {
    if (height < 1 || width < 1 || columns < 1 || zoom < 1) {
      throw new IllegalArgumentException(
          "height, width, columns and zoom must be at least 1, got %d, %d, %d, %d"
              .formatted(height, width, columns, zoom));
    }
    this.height = height;
    this.width = width;
    this.columns = columns;
    this.zoom = zoom;
  }

  /** A sheet of pictures of {@code pictureShape} (3, H, W), small ones enlarged. */
  public static PictureSheet of(List<Integer> pictureShape, int columns) {
    int height = pictureShape.get(1);
    int zoom = Math.max(1, LEAST_HEIGHT / height);
    return new PictureSheet(height, pictureShape.get(2), columns, zoom);
  }

  /**
   * Writes {@code pictures}, row by row.
   *
   * @param pictures each (3, H, W), values in [-1, 1]; what lies outside is bounded
   * @throws UncheckedIOException when the file cannot be written
   */
  public void write(List<float[]> pictures, Path file) {
    int right = zoom * width + GAP;
    int down = zoom * height + GAP;
    int rows = (pictures.size() + columns - 1) / columns;
    BufferedImage sheet =
        new BufferedImage(columns * right + GAP, rows * down + GAP, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < pictures.size(); i++) {
      draw(pictures.get(i), sheet, GAP + i % columns * right, GAP + i / columns * down);
    }
    png(sheet, file);
  }

  /**
   * Writes one picture as it is.
   *
   * @param picture (3, H, W), values in [-1, 1]; what lies outside is bounded
   * @param shape (3, H, W)
   * @throws UncheckedIOException when the file cannot be written
   */
  public static void writeOne(float[] picture, List<Integer> shape, Path file) {
    PictureSheet single = new PictureSheet(shape.get(1), shape.get(2), 1, 1);
    BufferedImage image =
        new BufferedImage(single.width, single.height, BufferedImage.TYPE_INT_RGB);
    single.draw(picture, image, 0, 0);
    png(image, file);
  }

  private static void png(BufferedImage image, Path file) {
    try {
      if (!ImageIO.write(image, "png", file.toFile())) {
        throw new IOException("no PNG writer");
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write " + file, failure);
    }
  }

  private void draw(float[] picture, BufferedImage sheet, int left, int top) {
    for (int y = 0; y < zoom * height; y++) {
      for (int x = 0; x < zoom * width; x++) {
        sheet.setRGB(left + x, top + y, colour(picture, y / zoom * width + x / zoom));
      }
    }
  }

  private int colour(float[] picture, int pixel) {
    int rgb = 0;
    for (int channel = 0; channel < 3; channel++) {
      float value = picture[channel * height * width + pixel];
      rgb = rgb << 8 | Math.round((Math.max(-1, Math.min(1, value)) + 1) * 127.5f);
    }
    return rgb;
  }
}
