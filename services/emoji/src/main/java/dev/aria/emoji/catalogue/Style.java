package dev.aria.emoji.catalogue;

/** Whose drawing of an emoji. */
public enum Style {
  NOTO("noto", "noto.png"),
  TWEMOJI("twemoji", "twemoji.png");

  private final String word;
  private final String sheet;

  Style(String word, String sheet) {
    this.word = word;
    this.sheet = sheet;
  }

  /** The word for it in a prompt. */
  public String word() {
    return word;
  }

  /** File name of its sheet of pictures. */
  String sheet() {
    return sheet;
  }
}
