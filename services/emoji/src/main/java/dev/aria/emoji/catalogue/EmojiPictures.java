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
    BufferedImage sheet = Objects.requireNonNull(sheets.get(style));
    int left = emoji.index() % COLUMNS * SIDE;
    int top = emoji.index() / COLUMNS * SIDE;
    float[] values = new float[VALUES];
    for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
      int argb = sheet.getRGB(left + pixel % SIDE, top + pixel / SIDE);
      float alpha = (argb >>> 24) / 255f;
      for (int c = 0; c < CHANNELS; c++) {
        int ink = argb >> (16 - 8 * c) & 0xff;
        float mixed = alpha * ink + (1 - alpha) * background.channel(c);
        values[c * SIDE * SIDE + pixel] = mixed / 127.5f - 1;
      }
    }
    return values;
  }
}
