package dev.aria.streamer.drawing;

import java.util.Arrays;

/** Which pairs of the paired set lie in which region. Immutable. */
final class PairIndex {
  private final int[] regionOf;
  private final int[] start;
  private final int[] byRegion;

  /**
   * @param regionOf region of each pair, by pair id
   * @param regions number of regions R
   * @throws IllegalArgumentException when there is no pair or one names no region
   */
  PairIndex(int[] regionOf, int regions) {
    if (regionOf.length == 0) {
      throw new IllegalArgumentException("the paired set holds no pair");
    }
    this.regionOf = regionOf.clone();
    this.start = new int[regions + 1];
    for (int region : regionOf) {
      start[1 + checked(region, regions)]++;
    }
    Arrays.parallelPrefix(start, Integer::sum);
    this.byRegion = sorted(start.clone());
  }

  private static int checked(int region, int regions) {
    if (region < 0 || region >= regions) {
      throw new IllegalArgumentException(
          "a pair lies in region %d of %d".formatted(region, regions));
    }
    return region;
  }

  private int[] sorted(int[] next) {
    int[] pairs = new int[regionOf.length];
    for (int pair = 0; pair < regionOf.length; pair++) {
      pairs[next[regionOf[pair]]++] = pair;
    }
    return pairs;
  }

  /** Number of pairs. */
  int pairs() {
    return regionOf.length;
  }

  /** Number of regions R. */
  int regions() {
    return start.length - 1;
  }

  /** Region of {@code pair}. */
  int region(int pair) {
    return regionOf[pair];
  }

  /** Pairs of {@code region}. */
  int size(int region) {
    return start[region + 1] - start[region];
  }

  /** Id of the {@code index}-th pair of {@code region}. */
  int pair(int region, int index) {
    return byRegion[start[region] + index];
  }

  /** pi': share of {@code region} among the pairs. */
  double share(int region) {
    return (double) size(region) / pairs();
  }
}
