package dev.aria.emoji.catalogue;

import java.util.Locale;

/** The plain colour behind an emoji. */
public enum Background {
  WHITE(0xffffff),
  GREY(0xb0b0b0),
  YELLOW(0xfcdc6e),
  ORANGE(0xfaaa5a),
  PINK(0xfab0c8),
  GREEN(0x8ccd8c),
  BLUE(0x5a8ce1),
  PURPLE(0xaa82d2);

  private final int rgb;

  Background(int rgb) {
    this.rgb = rgb;
  }

  /** The word for it in a prompt. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Channel {@code c} (0 red, 1 green, 2 blue), 0 to 255. */
  int channel(int c) {
    return rgb >> (16 - 8 * c) & 0xff;
  }
}
