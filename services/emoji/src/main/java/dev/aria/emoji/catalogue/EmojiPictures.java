package dev.aria.emoji.catalogue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;

/**
 * The pictures of the built-in problem: 24x24 RGBA tiles, laid over a plain background when asked.
 *
 * <p>C = 3 channels (red, green, blue), H = W = 24.
 */
public final class EmojiPictures {
  /** Height and width, in pixels. */
  public static final int SIDE = 24;

  public static final int CHANNELS = 3;

  /** Values in a picture: C * H * W. */
  public static final int VALUES = CHANNELS * SIDE * SIDE;

  private static final int COLUMNS = 32;

  private final Map<Style, BufferedImage> sheets = new EnumMap<>(Style.class);

  private EmojiPictures() {}

  /**
   * Reads both sheets from the class path.
   *
   * @throws EmojiFilesUnreadable when a sheet is missing or no picture
   */
  public static EmojiPictures load() {
    var pictures = new EmojiPictures();
    for (Style style : Style.values()) {
      pictures.sheets.put(style, sheet(style.sheet()));
    }
    return pictures;
  }

  private static BufferedImage sheet(String file) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(EmojiResource.read(file)));
      if (image == null || image.getWidth() != COLUMNS * SIDE) {
        throw new EmojiFilesUnreadable(file + " is no sheet of 32 tiles of 24 pixels a row");
      }
      return image;
    } catch (IOException e) {
      throw new EmojiFilesUnreadable(file + " is no picture", e);
    }
  }

  /**
   * One picture over a background, composited in sRGB values as browsers do.
   *
   * @return (C, H, W) values in [-1, 1]
   */
  public float[] picture(Emoji emoji, Style style, Background background) {
    float[] values = new float[VALUES];
    for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
      int argb = argb(emoji, style, pixel);
      for (int c = 0; c < CHANNELS; c++) {
        values[c * SIDE * SIDE + pixel] = mixed(argb, background, c) / 127.5f - 1;
      }
    }
    return values;
  }

  /** The same picture as a file would hold it: 8 bits a channel, rounded to the nearest. */
  public BufferedImage image(Emoji emoji, Style style, Background background) {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
      int argb = argb(emoji, style, pixel);
      int rgb = 0;
      for (int c = 0; c < CHANNELS; c++) {
        rgb = rgb << 8 | Math.round(mixed(argb, background, c));
      }
      image.setRGB(pixel % SIDE, pixel / SIDE, rgb);
    }
    return image;
  }

  private int argb(Emoji emoji, Style style, int pixel) {
    int left = emoji.index() % COLUMNS * SIDE;
    int top = emoji.index() / COLUMNS * SIDE;
    return Objects.requireNonNull(sheets.get(style))
        .getRGB(left + pixel % SIDE, top + pixel / SIDE);
  }

  /** Channel {@code c} over the background, in [0, 255]. */
  private static float mixed(int argb, Background background, int c) {
    float alpha = (argb >>> 24) / 255f;
    int ink = argb >> (16 - 8 * c) & 0xff;
    return alpha * ink + (1 - alpha) * background.channel(c);
  }
}
