package dev.aria.runtime.redis;

/**
 * A step from one state of the statistics to the next.
 *
 * @param from where the fold began
 * @param to the whole state after it
 */
public record Update(Position from, StatisticsSnapshot to) {
  public Update {
    int shards = from.nextOffsets().size();
    if (to.at().nextOffsets().size() != shards) {
      throw new IllegalArgumentException(
          "update leads from %d shards to %d".formatted(shards, to.at().nextOffsets().size()));
    }
  }
}
