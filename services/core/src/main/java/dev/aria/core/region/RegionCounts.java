package dev.aria.core.region;

import java.util.Arrays;
import java.util.List;

/** How often each region occurred in a corpus or a paired set. */
public final class RegionCounts {
  private final long[] counts;

  private RegionCounts(long[] counts) {
    this.counts = counts;
  }

  /**
   * Counts how often each of {@code regions} occurs in {@code assigned}.
   *
   * @throws IllegalArgumentException when an assignment is out of range
   */
  public static RegionCounts of(int[] assigned, int regions) {
    long[] counts = new long[regions];
    for (int region : assigned) {
      if (region < 0 || region >= regions) {
        throw new IllegalArgumentException(
            "region must be in [0, %d), got %d".formatted(regions, region));
      }
      counts[region]++;
    }
    return new RegionCounts(counts);
  }

  /** Occurrences of {@code region}. */
  public long count(int region) {
    return counts[region];
  }

  /**
   * Share of each region; they sum to 1, and a region that never occurred has 0.
   *
   * @throws IllegalStateException when nothing was counted
   */
  public List<Double> shares() {
    long total = Arrays.stream(counts).sum();
    if (total == 0) {
      throw new IllegalStateException("no shares: nothing was counted in any region");
    }
    return Arrays.stream(counts).mapToObj(count -> count / (double) total).toList();
  }
}
