package dev.aria.operations.audit;

import java.util.Comparator;

/**
 * One micro-batch of a run.
 *
 * @param step global step, from 0
 * @param shard virtual shard, 0 to V - 1
 */
public record Cell(long step, int shard) implements Comparable<Cell> {
  private static final Comparator<Cell> ORDER =
      Comparator.comparingLong(Cell::step).thenComparingInt(Cell::shard);

  @Override
  public int compareTo(Cell other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return "step %d shard %d".formatted(step, shard);
  }
}
