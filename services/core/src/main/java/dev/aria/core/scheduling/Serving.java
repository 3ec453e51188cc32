package dev.aria.core.scheduling;

/** The outcome of one call to {@link Credits#serve}: draws of each region and the credits left. */
public final class Serving {
  private final int[] counts;
  private final Credits credits;

  Serving(int[] counts, Credits credits) {
    this.counts = counts;
    this.credits = credits;
  }

  /** Draws of {@code region}. */
  public int count(int region) {
    return counts[region];
  }

  /** A copy of the draws of each region. */
  public int[] counts() {
    return counts.clone();
  }

  /** The region of each draw, in rising order of region. */
  public int[] regions() {
    int total = 0;
    for (int count : counts) {
      total += count;
    }
    int[] regions = new int[total];
    int next = 0;
    for (int region = 0; region < counts.length; region++) {
      for (int i = 0; i < counts[region]; i++) {
        regions[next++] = region;
      }
    }
    return regions;
  }

  /** What is owed after these draws. */
  public Credits credits() {
    return credits;
  }
}
