package dev.aria.emoji.catalogue;

import dev.aria.emoji.catalogue.Split.Choice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The prompts a student is judged on, two for every (emoji, style), all categories and all animals:
 * canonical prompts on the backgrounds held out for that picture. None is in the corpus, and none
 * of their pictures is in a paired set.
 */
public final class EvaluationSet {
  private static final long PHRASINGS_SEED = 0x5eed_0005L;

  private final List<EmojiPrompt> prompts;

  private EvaluationSet(List<EmojiPrompt> prompts) {
    this.prompts = List.copyOf(prompts);
  }

  /** The evaluation prompts of a catalogue in the shipped split, in keyboard order. */
  public static EvaluationSet of(EmojiCatalogue catalogue) {
    return of(catalogue, Split.SHIPPED);
  }

  /** The evaluation prompts of a catalogue in {@code split}, in keyboard order. */
  public static EvaluationSet of(EmojiCatalogue catalogue, Split split) {
    HeldOutBackgrounds heldOut = new HeldOutBackgrounds(split);
    List<EmojiPrompt> prompts = new ArrayList<>();
    for (Emoji emoji : catalogue.emoji()) {
      for (Style style : Style.values()) {
        for (Background background : heldOut.of(emoji, style)) {
          prompts.add(EmojiPrompt.canonical(emoji, style, background));
        }
      }
    }
    return new EvaluationSet(prompts);
  }

  /**
   * The same pictures, each asked for in {@code phrasings} of the ways in which the corpus asks, in
   * a shuffled order of the split's own. No prompt is in the corpus.
   *
   * @param phrasings at least 1
   */
  public static EvaluationSet phrased(EmojiCatalogue catalogue, Split split, int phrasings) {
    List<EmojiPrompt> prompts = new ArrayList<>();
    List<EmojiPrompt> pictures = of(catalogue, split).prompts();
    for (int picture = 0; picture < pictures.size(); picture++) {
      EmojiPrompt prompt = pictures.get(picture);
      List<EmojiPrompt> ways =
          EmojiPrompt.phrasings(prompt.emoji(), prompt.style(), prompt.background());
      Collections.shuffle(ways, split.random(Choice.PHRASINGS, picture, PHRASINGS_SEED + picture));
      prompts.addAll(ways.subList(0, Math.min(phrasings, ways.size())));
    }
    Collections.shuffle(
        prompts, split.random(Choice.PHRASINGS, pictures.size(), PHRASINGS_SEED - 1));
    return new EvaluationSet(prompts);
  }

  public List<EmojiPrompt> prompts() {
    return prompts;
  }
}
