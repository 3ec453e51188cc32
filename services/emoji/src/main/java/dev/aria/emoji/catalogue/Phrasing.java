package dev.aria.emoji.catalogue;

/**
 * How a prompt is put into words. {N}, {S}, {B} stand for name, style and background, {K} for a
 * keyword of the emoji.
 */
public enum Phrasing {
  CANONICAL("{N}, {S} style, {B} background"),
  IN_STYLE_ON("{N} in {S} style on a {B} background"),
  PICTURE_OF("a {S} style picture of {N} on {B}"),
  EMOJI_OF("{S} emoji of {N}, {B} background"),
  BACKGROUND_FIRST("{B} background, {N}, {S} style"),
  BRACKETS("{N} ({S}), {B}"),
  ICON("an icon of {N}, {S}, on {B}"),
  SMALL("a small {S} {N} emoji against {B}"),
  DESIGN("{N} emoji, {S} design, {B} backdrop"),
  DRAW("please draw {N} in the {S} style with a {B} backdrop"),
  SHOW("show {N} on {B}, {S} style"),
  STICKER("{B} sticker with {N}, {S} style"),
  WITH_KEYWORD("{N}, {K}, {S} style, {B} background");

  private final String pattern;

  Phrasing(String pattern) {
    this.pattern = pattern;
  }

  boolean needsKeyword() {
    return pattern.contains("{K}");
  }

  /** The prompt's text; {@code keyword} is used only by a phrasing that has a place for it. */
  String text(Emoji emoji, Style style, Background background, String keyword) {
    return pattern
        .replace("{N}", emoji.name())
        .replace("{S}", style.word())
        .replace("{B}", background.word())
        .replace("{K}", keyword);
  }
}
