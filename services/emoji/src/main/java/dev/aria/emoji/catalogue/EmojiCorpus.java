package dev.aria.emoji.catalogue;

import dev.aria.emoji.catalogue.Split.Choice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The prompts a student may learn from: long-tailed over categories and names, none of them about a
 * held-out picture. The same on every machine.
 *
 * <p>The tail is made, not measured. In the shipped corpus a category's share is set (faces are
 * asked for most, flags least), and within a category the r-th emoji of the keyboard gets about (r
 * + 3)^-0.8.
 */
public final class EmojiCorpus {
  private static final long SEED = 0x5eed_0002L;

  private final EmojiCatalogue catalogue;
  private final List<EmojiPrompt> prompts;

  private EmojiCorpus(EmojiCatalogue catalogue, List<EmojiPrompt> prompts) {
    this.catalogue = catalogue;
    this.prompts = List.copyOf(prompts);
  }

  /** The shipped corpus of a catalogue, in a fixed shuffled order. */
  public static EmojiCorpus of(EmojiCatalogue catalogue) {
    return of(catalogue, Split.SHIPPED, Tail.SHIPPED);
  }

  /** The corpus that {@code split} leaves of a catalogue, in a shuffled order of its own. */
  public static EmojiCorpus of(EmojiCatalogue catalogue, Split split, Tail tail) {
    HeldOutBackgrounds heldOut = new HeldOutBackgrounds(split);
    List<List<EmojiPrompt>> allowed =
        catalogue.emoji().stream().map(emoji -> shuffled(emoji, heldOut)).toList();
    long[] quotas = quotas(catalogue, split, tail, allowed);
    Map<String, EmojiPrompt> byText = new LinkedHashMap<>();
    for (int i = 0; i < quotas.length; i++) {
      allowed.get(i).stream().limit(quotas[i]).forEach(p -> byText.putIfAbsent(p.text(), p));
    }
    List<EmojiPrompt> prompts = new ArrayList<>(byText.values());
    Collections.shuffle(prompts, split.random(Choice.CORPUS_ORDER, 0, SEED));
    return new EmojiCorpus(catalogue, prompts);
  }

  private static long[] quotas(
      EmojiCatalogue catalogue, Split split, Tail tail, List<List<EmojiPrompt>> allowed) {
    return switch (tail) {
      case SHIPPED -> CorpusQuotas.shipped(catalogue);
      case ZIPF ->
          CorpusQuotas.zipf(
              catalogue, split.ranks(catalogue), allowed.stream().mapToInt(List::size).toArray());
    };
  }

  /** Every prompt about pictures of {@code emoji} that are not held out, shuffled. */
  private static List<EmojiPrompt> shuffled(Emoji emoji, HeldOutBackgrounds heldOut) {
    List<EmojiPrompt> prompts = new ArrayList<>();
    heldOut
        .allowed(emoji)
        .forEach(p -> prompts.addAll(EmojiPrompt.phrasings(emoji, p.style(), p.background())));
    long seed = SEED + emoji.index() + 1;
    Collections.shuffle(
        prompts, heldOut.split().random(Choice.PROMPTS_OF_NAME, emoji.index(), seed));
    return prompts;
  }

  /** All prompts, each text once. */
  public List<EmojiPrompt> prompts() {
    return prompts;
  }

  /**
   * The half of the names that have the fewest prompts; of equal ones the first in the catalogue.
   */
  public Set<Emoji> rare() {
    Map<Emoji, Long> counts =
        prompts.stream().collect(Collectors.groupingBy(EmojiPrompt::emoji, Collectors.counting()));
    return catalogue.emoji().stream()
        .sorted(
            Comparator.<Emoji>comparingLong(emoji -> counts.getOrDefault(emoji, 0L))
                .thenComparingInt(Emoji::index))
        .limit(catalogue.size() / 2)
        .collect(Collectors.toUnmodifiableSet());
  }
}
