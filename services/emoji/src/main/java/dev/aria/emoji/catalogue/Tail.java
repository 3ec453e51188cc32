package dev.aria.emoji.catalogue;

/** How unevenly the corpus, and the pairs with it, spread over the names. */
public enum Tail {
  /**
   * Long-tailed over categories, and over the names of each in keyboard order; pairs are drawn
   * evenly.
   */
  SHIPPED,
  /**
   * The r-th name gets prompts in proportion to 1/r, in an order that the split shuffles; pairs are
   * drawn with the same weights.
   */
  ZIPF
}
