package dev.aria.emoji.catalogue;

import java.util.List;

/**
 * Which pictures may be paired, how many of them are, and how they are drawn.
 *
 * @param split its held-out pictures are never paired
 * @param amount how many of the allowed pictures
 * @param tail whether they are drawn evenly or by their name's weight
 * @param unpaired what no pair shows
 */
public record PairRule(Split split, Amount amount, Tail tail, Unpaired unpaired) {
  /** Canonical prompts of all pictures that may be paired, in keyboard order. */
  List<EmojiPrompt> allowed(EmojiCatalogue catalogue) {
    HeldOutBackgrounds heldOut = new HeldOutBackgrounds(split);
    return catalogue.emoji().stream()
        .filter(emoji -> !unpaired.holds(emoji))
        .flatMap(emoji -> heldOut.allowed(emoji).stream())
        .toList();
  }

  /**
   * Number of pairs.
   *
   * @throws IllegalArgumentException when fewer pictures may be paired than are asked for
   */
  public int size(EmojiCatalogue catalogue) {
    return amount.outOf(allowed(catalogue).size());
  }

  /** How many of the allowed pictures are paired. */
  public sealed interface Amount {
    /**
     * Number of pairs out of {@code allowed} pictures.
     *
     * @throws IllegalArgumentException when there are not as many
     */
    int outOf(int allowed);
  }

  /**
   * A part of the allowed pictures, rounded up.
   *
   * @param share in (0, 1]
   */
  public record Share(double share) implements Amount {
    public Share {
      if (!(share > 0 && share <= 1)) {
        throw new IllegalArgumentException("share must be in (0, 1], got " + share);
      }
    }

    @Override
    public int outOf(int allowed) {
      return (int) Math.ceil(share * allowed);
    }
  }

  /**
   * A fixed number of pictures.
   *
   * @param count at least 1
   */
  public record Count(int count) implements Amount {
    public Count {
      if (count < 1) {
        throw new IllegalArgumentException("count of pairs must be at least 1, got " + count);
      }
    }

    @Override
    public int outOf(int allowed) {
      if (count > allowed) {
        throw new IllegalArgumentException(
            "%d pairs are asked for, but only %d pictures may be paired".formatted(count, allowed));
      }
      return count;
    }
  }
}
