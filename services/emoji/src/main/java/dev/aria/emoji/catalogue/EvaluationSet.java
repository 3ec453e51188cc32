package dev.aria.emoji.catalogue;

import java.util.ArrayList;
import java.util.List;

/**
 * The prompts a student is judged on, two for every (emoji, style), all categories and all animals:
 * canonical prompts on the backgrounds held out for that picture. None is in the corpus, and none
 * of their pictures is in a paired set.
 */
public final class EvaluationSet {
  private final List<EmojiPrompt> prompts;

  private EvaluationSet(List<EmojiPrompt> prompts) {
    this.prompts = List.copyOf(prompts);
  }

  /** The evaluation prompts of a catalogue, in keyboard order. */
  public static EvaluationSet of(EmojiCatalogue catalogue) {
    List<EmojiPrompt> prompts = new ArrayList<>();
    for (Emoji emoji : catalogue.emoji()) {
      for (Style style : Style.values()) {
        for (Background background : HeldOutBackgrounds.of(emoji, style)) {
          prompts.add(EmojiPrompt.canonical(emoji, style, background));
        }
      }
    }
    return new EvaluationSet(prompts);
  }

  public List<EmojiPrompt> prompts() {
    return prompts;
  }
}
