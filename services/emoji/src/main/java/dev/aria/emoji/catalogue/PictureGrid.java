package dev.aria.emoji.catalogue;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Many small pictures in rows, as one PNG. Picture values: (C, H, W) in [-1, 1], clipped. */
public final class PictureGrid {
  private static final int GAP = 2;

  private final int side;
  private final int columns;
  private final int zoom;

  /**
   * A layout.
   *
   * @param side height and width of a picture, in pixels
   * @param columns pictures in a row
   * @param zoom screen pixels for one picture pixel
   */
  public PictureGrid(int side, int columns, int zoom) {
    if (side < 1 || columns < 1 || zoom < 1) {
      throw new IllegalArgumentException(
          "side, columns and zoom must be at least 1, got %d, %d, %d"
              .formatted(side, columns, zoom));
    }
    this.side = side;
    this.columns = columns;
    this.zoom = zoom;
  }

  /**
   * Writes {@code pictures}, row by row.
   *
   * @throws UncheckedIOException when the file cannot be written
   */
  public void write(List<float[]> pictures, Path file) {
    int cell = side * zoom + GAP;
    int rows = (pictures.size() + columns - 1) / columns;
    BufferedImage image =
        new BufferedImage(columns * cell + GAP, rows * cell + GAP, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    canvas.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    for (int i = 0; i < pictures.size(); i++) {
      int x = GAP + i % columns * cell;
      int y = GAP + i / columns * cell;
      canvas.drawImage(image(pictures.get(i)), x, y, side * zoom, side * zoom, null);
    }
    canvas.dispose();
    save(image, file);
  }

  private static void save(BufferedImage image, Path file) {
    try {
      if (!ImageIO.write(image, "png", file.toFile())) {
        throw new IOException("no PNG writer");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private BufferedImage image(float[] picture) {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    int plane = side * side;
    for (int pixel = 0; pixel < plane; pixel++) {
      int rgb = 0;
      for (int c = 0; c < EmojiPictures.CHANNELS; c++) {
        rgb = rgb << 8 | level(picture[c * plane + pixel]);
      }
      image.setRGB(pixel % side, pixel / side, rgb);
    }
    return image;
  }

  private static int level(float value) {
    return Math.round((Math.max(-1, Math.min(1, value)) + 1) * 127.5f);
  }
}
