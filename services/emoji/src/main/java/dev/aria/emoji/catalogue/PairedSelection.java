package dev.aria.emoji.catalogue;

import dev.aria.emoji.catalogue.Split.Choice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The pictures that come with a prompt: some of those that are not held out and show nothing that
 * is to stay unpaired. Every other picture is known to a student only through the teacher.
 */
public final class PairedSelection {
  /** Share of the allowed pictures that are paired, unless told otherwise. */
  public static final double DEFAULT_SHARE = 0.25;

  /** Seed of the choice in the shipped problem. */
  public static final long DEFAULT_SEED = 1;

  private PairedSelection() {}

  /**
   * The canonical prompts of the paired pictures of the shipped split, in a fixed shuffled order.
   *
   * @param share part of the allowed pictures, in (0, 1]
   * @param seed of the choice
   */
  public static List<EmojiPrompt> of(EmojiCatalogue catalogue, double share, long seed) {
    PairRule rule =
        new PairRule(Split.SHIPPED, new PairRule.Share(share), Tail.SHIPPED, Unpaired.ANIMALS);
    return chosen(catalogue, rule, seed);
  }

  /**
   * The canonical prompts of the paired pictures, in a fixed shuffled order. A smaller amount gives
   * a prefix of a larger one.
   *
   * @throws IllegalArgumentException when fewer pictures may be paired than are asked for
   */
  public static List<EmojiPrompt> of(EmojiCatalogue catalogue, PairRule rule) {
    return chosen(catalogue, rule, DEFAULT_SEED);
  }

  private static List<EmojiPrompt> chosen(EmojiCatalogue catalogue, PairRule rule, long seed) {
    List<EmojiPrompt> allowed = rule.allowed(catalogue);
    Random random = rule.split().random(Choice.PAIRS, 0, seed);
    List<EmojiPrompt> drawn =
        switch (rule.tail()) {
          case SHIPPED -> shuffled(allowed, random);
          case ZIPF -> byWeight(allowed, rule.split().ranks(catalogue), random);
        };
    return List.copyOf(drawn.subList(0, rule.amount().outOf(allowed.size())));
  }

  private static List<EmojiPrompt> shuffled(List<EmojiPrompt> allowed, Random random) {
    List<EmojiPrompt> order = new ArrayList<>(allowed);
    Collections.shuffle(order, random);
    return order;
  }

  /**
   * Weighted draws without replacement, as exponential races: picture i of weight w_i = 1/r_i comes
   * in at -ln(u_i) / w_i (Efraimidis and Spirakis 2006).
   */
  private static List<EmojiPrompt> byWeight(List<EmojiPrompt> allowed, int[] ranks, Random random) {
    Map<EmojiPrompt, Double> arrival = new HashMap<>();
    for (EmojiPrompt prompt : allowed) {
      double wait = -StrictMath.log(1 - random.nextDouble());
      arrival.put(prompt, wait * ranks[prompt.emoji().index()]);
    }
    return allowed.stream()
        .sorted(Comparator.comparingDouble(p -> arrival.getOrDefault(p, Double.MAX_VALUE)))
        .toList();
  }
}
