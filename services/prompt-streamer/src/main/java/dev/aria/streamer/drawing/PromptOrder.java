package dev.aria.streamer.drawing;

import dev.aria.core.random.Purpose;
import dev.aria.core.random.RandomStream;

/**
 * A pseudo-random order over n items that is a pure function of its coordinates and needs no table:
 * a Feistel network on the smallest even number of bits that holds n, walked until it lands below n
 * (Black and Rogaway 2002, cycle walking). Every item comes once.
 */
final class PromptOrder {
  private static final int ROUNDS = 6;

  private final long size;
  private final int halfBits;
  private final long[] keys = new long[ROUNDS];

  private PromptOrder(long size, RandomStream random) {
    this.size = size;
    int bits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(size - 1, 1));
    this.halfBits = (bits + 1) / 2;
    for (int round = 0; round < ROUNDS; round++) {
      keys[round] = random.nextLong();
    }
  }

  /**
   * The order of round {@code wrap} through the {@code size} items of a list.
   *
   * @param lane number of the list among those of the run
   * @throws IllegalArgumentException when size is not positive
   */
  static PromptOrder of(long runSeed, int lane, long wrap, long size) {
    if (size < 1) {
      throw new IllegalArgumentException("an order needs at least 1 item, got " + size);
    }
    return new PromptOrder(size, RandomStream.of(runSeed, Purpose.CONDITION, wrap, lane));
  }

  /** The item at {@code position}, both in [0, size). */
  long at(long position) {
    long item = permute(position);
    while (item >= size) {
      item = permute(item);
    }
    return item;
  }

  private long permute(long value) {
    long mask = (1L << halfBits) - 1;
    long left = value >>> halfBits;
    long right = value & mask;
    for (long key : keys) {
      long swapped = left ^ (scramble(right ^ key) & mask);
      left = right;
      right = swapped;
    }
    return left << halfBits | right;
  }

  /** Finaliser of splitmix64 (Steele, Lea and Flood 2014). */
  private static long scramble(long value) {
    long z = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
