package dev.aria.emoji.catalogue;

import java.util.ArrayList;
import java.util.List;

/**
 * A prompt and the picture it asks for.
 *
 * @param text the words, at most about 100 characters
 */
public record EmojiPrompt(
    Emoji emoji, Style style, Background background, Phrasing phrasing, String text) {

  /** "NAME, STYLE style, COLOUR background". */
  public static EmojiPrompt canonical(Emoji emoji, Style style, Background background) {
    Phrasing phrasing = Phrasing.CANONICAL;
    return new EmojiPrompt(
        emoji, style, background, phrasing, phrasing.text(emoji, style, background, ""));
  }

  /** Every way to ask for one picture: each phrasing once, the one with a keyword for each. */
  static List<EmojiPrompt> phrasings(Emoji emoji, Style style, Background background) {
    List<EmojiPrompt> prompts = new ArrayList<>();
    for (Phrasing phrasing : Phrasing.values()) {
      List<String> keywords = phrasing.needsKeyword() ? emoji.keywords() : List.of("");
      for (String keyword : keywords) {
        String text = phrasing.text(emoji, style, background, keyword);
        prompts.add(new EmojiPrompt(emoji, style, background, phrasing, text));
      }
    }
    return prompts;
  }
}
