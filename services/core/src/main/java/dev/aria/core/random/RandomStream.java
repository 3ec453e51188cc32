package dev.aria.core.random;

import java.util.random.RandomGenerator;

/**
 * One stream of random numbers, a pure function of (seed, purpose, index, lane): Philox4x32-10
 * keyed by the seed and counting (block, purpose and lane, index). Different coordinates never
 * share a block. A stream holds only its position; make a new one wherever the numbers are needed.
 */
public final class RandomStream implements RandomGenerator {
  /** Lanes of one (purpose, index) are numbered from 0 to this bound, exclusive. */
  public static final int LANES = 1 << 24;

  private static final double UNIT_53 = 0x1p-53;

  private final long seed;
  private final int purposeAndLane;
  private final long index;
  private final int[] block = new int[Philox.WORDS];
  private int nextBlock;
  private int used = Philox.WORDS;

  private RandomStream(long seed, int purposeAndLane, long index) {
    this.seed = seed;
    this.purposeAndLane = purposeAndLane;
    this.index = index;
  }

  /** The stream for {@code purpose} at {@code index}, such as a draw ordinal, in lane 0. */
  public static RandomStream of(long seed, Purpose purpose, long index) {
    return of(seed, purpose, index, 0);
  }

  /**
   * The stream for {@code purpose} at {@code index}, in {@code lane}.
   *
   * @throws IllegalArgumentException when the lane is outside [0, {@link #LANES})
   */
  public static RandomStream of(long seed, Purpose purpose, long index, int lane) {
    if (lane < 0 || lane >= LANES) {
      throw new IllegalArgumentException("lane must be in [0, %d), got %d".formatted(LANES, lane));
    }
    return new RandomStream(seed, lane << 8 | purpose.number(), index);
  }

  /** The next 32 bits. */
  @Override
  public int nextInt() {
    if (used == Philox.WORDS) {
      block[0] = nextBlock++;
      block[1] = purposeAndLane;
      block[2] = (int) index;
      block[3] = (int) (index >>> 32);
      Philox.encrypt(block, (int) seed, (int) (seed >>> 32));
      used = 0;
    }
    return block[used++];
  }

  /** The next 64 bits, low word first. */
  @Override
  public long nextLong() {
    long low = nextInt() & 0xFFFFFFFFL;
    return low | (long) nextInt() << 32;
  }

  /** Uniform on the multiples of 2^-53 in [0, 1). */
  @Override
  public double nextDouble() {
    return (nextLong() >>> 11) * UNIT_53;
  }

  /**
   * Uniform in [0, bound) without modulo bias (Lemire 2019, multiply and reject).
   *
   * @throws IllegalArgumentException when the bound is not positive
   */
  @Override
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound must be positive, got " + bound);
    }
    long product = (nextInt() & 0xFFFFFFFFL) * bound;
    long threshold = (1L << 32) % bound;
    while ((product & 0xFFFFFFFFL) < threshold) {
      product = (nextInt() & 0xFFFFFFFFL) * bound;
    }
    return (int) (product >>> 32);
  }

  /**
   * Uniform in [0, bound) without modulo bias, by masking and rejecting.
   *
   * @throws IllegalArgumentException when the bound is not positive
   */
  @Override
  public long nextLong(long bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound must be positive, got " + bound);
    }
    int shift = Math.min(Long.numberOfLeadingZeros(bound - 1), 63);
    long candidate = nextLong() >>> shift;
    while (candidate >= bound) {
      candidate = nextLong() >>> shift;
    }
    return candidate;
  }
}
