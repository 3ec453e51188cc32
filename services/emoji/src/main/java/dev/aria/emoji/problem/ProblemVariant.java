package dev.aria.emoji.problem;

import dev.aria.core.digest.Sha256;
import dev.aria.emoji.catalogue.EmojiCatalogue;
import dev.aria.emoji.catalogue.PairRule;
import dev.aria.emoji.catalogue.PairedSelection;
import dev.aria.emoji.catalogue.Split;
import dev.aria.emoji.catalogue.Tail;
import dev.aria.emoji.catalogue.Unpaired;

/**
 * A form of the built-in problem: what is held out, what the corpus holds and what is paired. The
 * teacher is the same in all of them; it has seen every picture.
 *
 * @param split 0 as shipped; every other number draws held-out pictures, corpus and pairs anew
 * @param pairs how many of the allowed pictures are paired
 * @param tail how unevenly corpus and pairs spread over the names
 * @param unpaired what no pair shows: {@code Animals}, or a category of the catalogue
 */
public record ProblemVariant(long split, PairRule.Amount pairs, Tail tail, String unpaired) {
  /** The problem that {@code aria demo} runs on. */
  public static final ProblemVariant SHIPPED =
      new ProblemVariant(
          Split.SHIPPED.number(),
          new PairRule.Share(PairedSelection.DEFAULT_SHARE),
          Tail.SHIPPED,
          Unpaired.ANIMALS.name());

  /**
   * Checks the variant against the catalogue.
   *
   * @throws IllegalArgumentException when {@code unpaired} names no category, or more pairs are
   *     asked for than pictures may be paired
   */
  public ProblemVariant {
    EmojiCatalogue catalogue = EmojiCatalogue.load();
    new PairRule(new Split(split), pairs, tail, Unpaired.named(catalogue, unpaired))
        .size(catalogue);
  }

  /** The same in another split. */
  public ProblemVariant inSplit(long other) {
    return new ProblemVariant(other, pairs, tail, unpaired);
  }

  /** The same with {@code share} of the allowed pictures paired, in (0, 1]. */
  public ProblemVariant withShareOfPairs(double share) {
    return new ProblemVariant(split, new PairRule.Share(share), tail, unpaired);
  }

  /** The same with {@code count} pairs. */
  public ProblemVariant withPairs(int count) {
    return new ProblemVariant(split, new PairRule.Count(count), tail, unpaired);
  }

  /** The same with another tail. */
  public ProblemVariant withTail(Tail other) {
    return new ProblemVariant(split, pairs, other, unpaired);
  }

  /** The same with something else unpaired. */
  public ProblemVariant withUnpaired(String other) {
    return new ProblemVariant(split, pairs, tail, other);
  }

  /** SHA-256 that tells one variant from another, in lower-case hexadecimal. */
  public String digest() {
    return Sha256.of("%d|%s|%s|%s".formatted(split, pairs, tail, unpaired));
  }

  /** What may be paired, and how it is drawn. */
  PairRule pairRule() {
    return new PairRule(new Split(split), pairs, tail, new Unpaired(unpaired));
  }
}
