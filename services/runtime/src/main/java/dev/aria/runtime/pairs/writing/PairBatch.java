package dev.aria.runtime.pairs.writing;

import java.util.List;

/**
 * What came of some consecutive items of the sources.
 *
 * @param items number of items, each of which gave pairs or was rejected
 * @param pairs in the order of the items
 * @param rejected in the order of the items
 */
public record PairBatch(int items, List<NewPair> pairs, List<Rejected> rejected) {
  public PairBatch {
    pairs = List.copyOf(pairs);
    rejected = List.copyOf(rejected);
    if (items < 0) {
      throw new IllegalArgumentException("items must not be negative, got " + items);
    }
  }

  /** Something in the sources that gives no pair, and why. */
  public record Rejected(String item, String reason) {
    /** Its line of {@code rejected.tsv}. */
    String line() {
      return oneCell(item) + "\t" + oneCell(reason) + "\n";
    }

    private static String oneCell(String text) {
      return text.replaceAll("\\p{Cntrl}+", " ");
    }
  }
}
