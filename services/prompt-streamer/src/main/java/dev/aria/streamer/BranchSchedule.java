package dev.aria.streamer;

import dev.aria.core.scheduling.Credits;
import dev.aria.core.scheduling.Serving;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Whose turn it is in one steered branch: what each region is owed, and how often each was drawn so
 * far. Immutable.
 */
final class BranchSchedule {
  private final Credits credits;
  private final long[] cursors;

  /**
   * One draw.
   *
   * @param region region to draw from
   * @param visit draws of the region before this one
   */
  record Turn(int region, long visit) {}

  /**
   * Some draws, and what is owed after them.
   *
   * @param turns the draws, in random order
   * @param after the schedule to go on with
   */
  record Round(List<Turn> turns, BranchSchedule after) {}

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

  /** Deals out {@code draws} under {@code weights}; {@code shuffle} decides only their order. */
  Round deal(double[] weights, int draws, RandomGenerator shuffle) {
    Serving serving = credits.serve(weights, draws);
    int[] regions = serving.regions();
    shuffle(regions, shuffle);
    long[] next = cursors.clone();
    List<Turn> turns = new ArrayList<>(draws);
    for (int region : regions) {
      turns.add(new Turn(region, next[region]++));
    }
    return new Round(List.copyOf(turns), new BranchSchedule(serving.credits(), next));
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
