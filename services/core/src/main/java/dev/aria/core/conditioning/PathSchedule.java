package dev.aria.core.conditioning;

import dev.aria.core.random.Purpose;
import dev.aria.core.random.RandomStream;

/**
 * Which position of which path each path draw takes. Every (step, shard) holds the same number of
 * path draws, each in a place of its own. A place goes along one path a position a step, and then
 * begins the next, so that each step needs one pass of the teacher a path draw. Places begin at
 * different steps, spread evenly over K, so that timesteps are about uniform within every step. At
 * step 0 a place enters its first path in the middle. A pure function of counters. Ours.
 *
 * @param draws path draws of one (step, shard), at least 1
 * @param length K: positions of a path, at least 1
 * @param shards V
 */
public record PathSchedule(int draws, int length, int shards) {
  public PathSchedule {
    if (draws < 1 || length < 1 || shards < 1) {
      throw new IllegalArgumentException(
          "draws, length and shards must be at least 1, got %d, %d and %d"
              .formatted(draws, length, shards));
    }
  }

  /** Paths under way at any time. */
  public int paths() {
    return draws * shards;
  }

  /**
   * Whether the path at {@code place} of {@code shard} begins at {@code step}; at step 0 all do.
   */
  public boolean begins(long step, int shard, int place) {
    return step == 0 || position(step, shard, place) == 0;
  }

  /** Position on its path that {@code place} of {@code shard} takes at {@code step}, 0 to K - 1. */
  public int position(long step, int shard, int place) {
    return (int) ((step + offset(shard, place)) % length);
  }

  /** Running number, within the run, of the path that {@code place} of {@code shard} is on. */
  public long path(long step, int shard, int place) {
    return (step + offset(shard, place)) / length * paths() + (long) place * shards + shard;
  }

  private int offset(int shard, int place) {
    return (int) (((long) place * shards + shard) * length / paths());
  }

  /** Seed of a fresh path's initial noise, by its running number. */
  public static long seed(long runSeed, long path) {
    return RandomStream.of(runSeed, Purpose.PATH_SEED, path).nextLong();
  }

  /**
   * Seed of a path when prompts cycle through {@code drawsPerPrompt} paths.
   *
   * @param prompt key of the prompt
   * @param visit how often the prompt had a path before
   */
  public static long reusedSeed(long runSeed, long prompt, long visit, int drawsPerPrompt) {
    int lane = Math.floorMod(visit, drawsPerPrompt);
    return RandomStream.of(runSeed, Purpose.PATH_SEED_REUSED, prompt, lane).nextLong();
  }
}
