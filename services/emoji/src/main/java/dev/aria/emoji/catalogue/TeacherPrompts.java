package dev.aria.emoji.catalogue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * The prompts a teacher learns from: for every picture, held out or not, animal or not, the
 * canonical one, a few more phrasings, and all that the corpus says about it.
 */
public final class TeacherPrompts {
  private static final int EXTRA_PHRASINGS = 3;
  private static final long SEED = 0x5eed_0003L;

  private final List<EmojiPrompt> pictures;
  private final List<List<String>> texts;

  private TeacherPrompts(List<EmojiPrompt> pictures, List<List<String>> texts) {
    this.pictures = List.copyOf(pictures);
    this.texts = List.copyOf(texts);
  }

  /** All pictures of a catalogue, name by name, with their prompts. */
  public static TeacherPrompts of(EmojiCatalogue catalogue) {
    List<EmojiPrompt> pictures = new ArrayList<>();
    for (Emoji emoji : catalogue.emoji()) {
      for (Style style : Style.values()) {
        for (Background background : Background.values()) {
          pictures.add(EmojiPrompt.canonical(emoji, style, background));
        }
      }
    }
    List<Set<String>> texts = new ArrayList<>();
    pictures.forEach(picture -> texts.add(chosen(picture, SEED + texts.size())));
    for (EmojiPrompt prompt : EmojiCorpus.of(catalogue).prompts()) {
      texts.get(index(prompt)).add(prompt.text());
    }
    return new TeacherPrompts(pictures, texts.stream().map(List::copyOf).toList());
  }

  private static Set<String> chosen(EmojiPrompt picture, long seed) {
    Set<String> chosen = new LinkedHashSet<>(List.of(picture.text()));
    List<EmojiPrompt> others =
        new ArrayList<>(
            EmojiPrompt.phrasings(picture.emoji(), picture.style(), picture.background()));
    Collections.shuffle(others, new Random(seed));
    others.stream().limit(EXTRA_PHRASINGS).forEach(other -> chosen.add(other.text()));
    return chosen;
  }

  private static int index(EmojiPrompt prompt) {
    int styles = Style.values().length;
    int backgrounds = Background.values().length;
    int style = List.of(Style.values()).indexOf(prompt.style());
    int background = List.of(Background.values()).indexOf(prompt.background());
    return (prompt.emoji().index() * styles + style) * backgrounds + background;
  }

  /** The canonical prompt of each picture. */
  public List<EmojiPrompt> pictures() {
    return pictures;
  }

  /** For each picture, in the same order, its distinct prompts; the first is the canonical one. */
  public List<List<String>> texts() {
    return texts;
  }
}
