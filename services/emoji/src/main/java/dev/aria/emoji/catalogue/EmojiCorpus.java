package dev.aria.emoji.catalogue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The prompts a student may learn from: long-tailed over categories and names, none of them about a
 * held-out picture. The same on every machine.
 *
 * <p>The tail is made, not measured: a category's share is set below (faces are asked for most,
 * flags least), and within a category the r-th emoji of the keyboard gets about (r + 3)^-0.8.
 */
public final class EmojiCorpus {
  private static final int AIM = 26_000;
  private static final int FEWEST = 4;
  private static final double OFFSET = 3;
  private static final double DECAY = 0.8;
  private static final long SEED = 0x5eed_0002L;
  private static final double DEFAULT_SHARE = 1;
  private static final Map<String, Double> SHARES =
      Map.of(
          "Smileys & Emotion", 8.0,
          "People & Body", 4.0,
          "Animals & Nature", 3.0,
          "Food & Drink", 2.0,
          "Travel & Places", 1.5,
          "Flags", 0.4,
          "Symbols", 0.5);

  private final List<EmojiPrompt> prompts;

  private EmojiCorpus(List<EmojiPrompt> prompts) {
    this.prompts = List.copyOf(prompts);
  }

  /** The corpus of a catalogue, in a fixed shuffled order. */
  public static EmojiCorpus of(EmojiCatalogue catalogue) {
    Map<String, EmojiPrompt> byText = new LinkedHashMap<>();
    Map<Emoji, Double> weights = weights(catalogue);
    double total = weights.values().stream().mapToDouble(w -> w).sum();
    for (Emoji emoji : catalogue.emoji()) {
      long quota = Math.max(FEWEST, Math.round(AIM * weights.getOrDefault(emoji, 0.0) / total));
      allowed(emoji).stream().limit(quota).forEach(p -> byText.putIfAbsent(p.text(), p));
    }
    List<EmojiPrompt> prompts = new ArrayList<>(byText.values());
    Collections.shuffle(prompts, new Random(SEED));
    return new EmojiCorpus(prompts);
  }

  private static Map<Emoji, Double> weights(EmojiCatalogue catalogue) {
    Map<String, Integer> ranks = new HashMap<>();
    Map<Emoji, Double> weights = new LinkedHashMap<>();
    for (Emoji emoji : catalogue.emoji()) {
      int rank = ranks.merge(emoji.category(), 1, Integer::sum);
      double share = SHARES.getOrDefault(emoji.category(), DEFAULT_SHARE);
      weights.put(emoji, share * Math.pow(rank + OFFSET, -DECAY));
    }
    return weights;
  }

  /** Every prompt about pictures of {@code emoji} that are not held out, shuffled. */
  private static List<EmojiPrompt> allowed(Emoji emoji) {
    List<EmojiPrompt> allowed = new ArrayList<>();
    for (Style style : Style.values()) {
      for (Background background : Background.values()) {
        if (!HeldOutBackgrounds.of(emoji, style).contains(background)) {
          allowed.addAll(EmojiPrompt.phrasings(emoji, style, background));
        }
      }
    }
    Collections.shuffle(allowed, new Random(SEED + emoji.index() + 1));
    return allowed;
  }

  /** All prompts, each text once. */
  public List<EmojiPrompt> prompts() {
    return prompts;
  }
}
