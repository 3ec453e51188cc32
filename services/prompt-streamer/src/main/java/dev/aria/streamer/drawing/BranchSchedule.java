package dev.aria.streamer.drawing;

import dev.aria.core.scheduling.Credits;
import dev.aria.core.scheduling.Serving;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Schedule of one steered branch: the credit of each region, and how often each was drawn so far.
 * Immutable.
 */
final class BranchSchedule {
  private final Credits credits;
  private final long[] cursors;

  /**
   * One draw from a region.
   *
   * @param region region to draw from
   * @param number draws of the region before this one
   */
  record Visit(int region, long number) {}

  /**
   * The regions of some draws.
   *
   * @param visits one a draw, in random order
   * @param after the schedule to go on with
   */
  record Assigned(List<Visit> visits, BranchSchedule after) {}

  private BranchSchedule(Credits credits, long[] cursors) {
    this.credits = credits;
    this.cursors = cursors;
  }

  /**
   * As {@link #credits()} and {@link #cursors()} gave it out; at the start where they are empty.
   */
  static BranchSchedule of(int regions, List<Double> credits, List<Long> cursors) {
    if (credits.isEmpty() && cursors.isEmpty()) {
      return new BranchSchedule(Credits.none(regions), new long[regions]);
    }
    if (credits.size() != regions || cursors.size() != regions) {
      throw new IllegalArgumentException(
          "%d credits and %d cursors for %d regions"
              .formatted(credits.size(), cursors.size(), regions));
    }
    return new BranchSchedule(
        Credits.of(credits.stream().mapToDouble(Double::doubleValue).toArray()),
        cursors.stream().mapToLong(Long::longValue).toArray());
  }

  /** Assigns a region to each of {@code draws} by {@code weights}; {@code shuffle} orders them. */
  Assigned assign(double[] weights, int draws, RandomGenerator shuffle) {
    Serving serving = credits.serve(weights, draws);
    int[] regions = serving.regions();
    shuffle(regions, shuffle);
    long[] next = cursors.clone();
    List<Visit> visits = new ArrayList<>(draws);
    for (int region : regions) {
      visits.add(new Visit(region, next[region]++));
    }
    return new Assigned(List.copyOf(visits), new BranchSchedule(serving.credits(), next));
  }

  private static void shuffle(int[] regions, RandomGenerator random) {
    for (int i = regions.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = regions[i];
      regions[i] = regions[other];
      regions[other] = kept;
    }
  }

  /** Credit of each region, in draws. */
  List<Double> credits() {
    return Arrays.stream(credits.toArray()).boxed().toList();
  }

  /** Draws of each region so far. */
  List<Long> cursors() {
    return Arrays.stream(cursors).boxed().toList();
  }
}
