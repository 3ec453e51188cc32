package dev.aria.models.training;

/**
 * The leaves of one subtree of a step's shards.
 *
 * @param first first shard
 * @param count number of shards
 */
public record ShardSpan(int first, int count) {
  public ShardSpan {
    if (first < 0 || count < 1) {
      throw new IllegalArgumentException(
          "a span begins at shard 0 or later and has at least one, got %d and %d"
              .formatted(first, count));
    }
  }

  /** Whether {@code shard} is among them. */
  public boolean contains(int shard) {
    return shard >= first && shard < first + count;
  }

  /** Leaves before the cut, which is at the largest power of two below the count. */
  public ShardSpan left() {
    return new ShardSpan(first, Integer.highestOneBit(count - 1));
  }

  /** Leaves from the cut on. */
  public ShardSpan right() {
    int cut = Integer.highestOneBit(count - 1);
    return new ShardSpan(first + cut, count - cut);
  }
}
