package dev.aria.emoji.catalogue;

import dev.aria.core.random.Purpose;
import dev.aria.core.random.RandomStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * One draw of all that the built-in problem leaves to chance: which pictures are held out, which
 * prompts the corpus holds in which order, and which pictures are paired. Different numbers give
 * unrelated draws; the same number gives the same draw on every machine.
 *
 * @param number 0 for the split that ships
 */
public record Split(long number) {
  /** The split of the shipped problem. */
  public static final Split SHIPPED = new Split(0);

  private static final long RANKS_SEED = 0x5eed_0004L;

  /** What is drawn. Lanes are part of a split's meaning: add, never change. */
  enum Choice {
    HELD_OUT(0),
    PROMPTS_OF_NAME(1),
    CORPUS_ORDER(2),
    PAIRS(3),
    RANKS(4),
    PHRASINGS(5);

    private final int lane;

    Choice(int lane) {
      this.lane = lane;
    }
  }

  /** The chance of {@code choice} at {@code index}; split 0 takes {@code shippedSeed} instead. */
  Random random(Choice choice, long index, long shippedSeed) {
    return new Random(
        number == 0
            ? shippedSeed
            : RandomStream.of(number, Purpose.GENERATION, index, choice.lane).nextLong());
  }

  /**
   * Rank of each name under {@link Tail#ZIPF}, from 1, by index of the emoji: a shuffle of all
   * names, so that no category is the frequent one in every split.
   */
  int[] ranks(EmojiCatalogue catalogue) {
    List<Emoji> order = new ArrayList<>(catalogue.emoji());
    Collections.shuffle(order, random(Choice.RANKS, 0, RANKS_SEED));
    int[] ranks = new int[order.size()];
    for (int i = 0; i < ranks.length; i++) {
      ranks[order.get(i).index()] = i + 1;
    }
    return ranks;
  }
}
