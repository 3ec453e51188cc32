package dev.aria.core.record;

import java.util.Comparator;

/**
 * Version of a set of sampling weights; it only grows.
 *
 * @param term term of the allocator that published it; 0 before any allocator
 * @param number running number within the run; 0 stands for Random Conditioning's own weights
 */
public record WeightsVersion(long term, long number) implements Comparable<WeightsVersion> {
  /** Before anything was published: the corpus shares. */
  public static final WeightsVersion INITIAL = new WeightsVersion(0, 0);

  private static final Comparator<WeightsVersion> ORDER =
      Comparator.comparingLong(WeightsVersion::term).thenComparingLong(WeightsVersion::number);

  public WeightsVersion {
    Checks.atLeast("term", term, 0);
    Checks.atLeast("weights version", number, 0);
  }

  /** Term and number as people are shown them. */
  public String text() {
    return term + "." + number;
  }

  @Override
  public int compareTo(WeightsVersion other) {
    return ORDER.compare(this, other);
  }
}
