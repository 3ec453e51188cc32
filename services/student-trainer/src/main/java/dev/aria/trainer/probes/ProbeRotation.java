package dev.aria.trainer.probes;

import java.util.stream.IntStream;

/**
 * Which probes are scored when: with every {@code everySteps}-th step one eighth of each region's
 * probes, the eighths in turn, region r by shard r mod V.
 *
 * @param everySteps steps between two scorings
 * @param shards V
 */
record ProbeRotation(int everySteps, int shards) {
  /** Parts into which the probes of a region are split. */
  static final int PARTS = 8;

  /** Whether probes are scored with {@code step}. */
  boolean isDue(long step) {
    return (step + 1) % everySteps == 0;
  }

  /** Shard with whose report {@code region}'s scores travel. */
  int shardOf(int region) {
    return region % shards;
  }

  /** Indices of the probes scored with {@code step}, of {@code probes} in a region. */
  IntStream indices(long step, int probes) {
    long part = (step + 1) / everySteps % PARTS;
    return IntStream.range((int) (part * probes / PARTS), (int) ((part + 1) * probes / PARTS));
  }
}
