package dev.aria.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Damages valid bytes in the ways that readers get wrong: flipped bits, cut ends, lengths that lie,
 * varints without end, fields that repeat, pieces of other records, noise. The same seed gives the
 * same sequence. For one thread at a time.
 */
public final class Mutator {
  private static final int MOST_DAMAGES = 4;
  private static final int LONGEST_NOISE = 64;

  /** Lengths and counts that break arithmetic: zero, signs, and just below powers of two. */
  private static final long[] EXTREMES = {
    0,
    1,
    -1,
    0x7f,
    0x80,
    0xffff,
    1 << 20,
    1 << 28,
    1 << 30,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    0xffff_ffffL,
    1L << 32,
    1L << 62,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  private final List<byte[]> corpus;
  private final SplittableRandom random;

  /**
   * @param corpus valid inputs, at least one; small ones make more of each try
   * @param seed of the sequence
   */
  public Mutator(List<byte[]> corpus, long seed) {
    if (corpus.isEmpty()) {
      throw new IllegalArgumentException("the corpus is empty, must hold at least one input");
    }
    this.corpus = List.copyOf(corpus);
    this.random = new SplittableRandom(seed);
  }

  /** One of the corpus with one to four damages; one in 32 is noise alone. */
  public byte[] next() {
    if (random.nextInt(32) == 0) {
      return noise(random.nextInt(2 * LONGEST_NOISE));
    }
    byte[] bytes = any().clone();
    for (int damages = 1 + random.nextInt(MOST_DAMAGES); damages > 0; damages--) {
      bytes = damaged(bytes);
    }
    return bytes;
  }

  private byte[] damaged(byte[] bytes) {
    if (bytes.length == 0) {
      return noise(1 + random.nextInt(LONGEST_NOISE));
    }
    return switch (random.nextInt(9)) {
      case 0, 1 -> bitFlipped(bytes);
      case 2 -> byteReplaced(bytes);
      case 3 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 4 -> numberOverwritten(bytes);
      case 5 -> replaced(bytes, 1 + random.nextInt(2), varint(extreme()));
      case 6 -> spliced(bytes);
      case 7 -> repeated(bytes);
      default -> replaced(bytes, random.nextInt(LONGEST_NOISE), noise(random.nextInt(16)));
    };
  }

  private byte[] bitFlipped(byte[] bytes) {
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    return bytes;
  }

  private byte[] byteReplaced(byte[] bytes) {
    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    return bytes;
  }

  /** Two, four or eight bytes become an extreme number, in either order. */
  private byte[] numberOverwritten(byte[] bytes) {
    int width = 2 << random.nextInt(3);
    boolean littleEndian = random.nextBoolean();
    long value = extreme();
    int at = random.nextInt(bytes.length);
    for (int i = 0; i < width && at + i < bytes.length; i++) {
      int place = littleEndian ? i : width - 1 - i;
      bytes[at + i] = (byte) (value >>> (8 * place));
    }
    return bytes;
  }

  /** The head of one input and the tail of another. */
  private byte[] spliced(byte[] bytes) {
    byte[] other = any();
    int from = random.nextInt(other.length + 1);
    byte[] tail = Arrays.copyOfRange(other, from, other.length);
    return replaced(bytes, bytes.length, tail);
  }

  /** A piece once more, one to eight times: a repeated field, or a field where none should be. */
  private byte[] repeated(byte[] bytes) {
    int from = random.nextInt(bytes.length);
    int to = from + 1 + random.nextInt(Math.min(LONGEST_NOISE, bytes.length - from));
    byte[] result = bytes;
    for (int times = 1 + random.nextInt(8); times > 0; times--) {
      result = inserted(result, from, 0, Arrays.copyOfRange(bytes, from, to));
    }
    return result;
  }

  private byte[] replaced(byte[] bytes, int count, byte[] piece) {
    return inserted(bytes, random.nextInt(bytes.length + 1), count, piece);
  }

  /** {@code bytes} with {@code piece} in the place of the {@code count} bytes from {@code at}. */
  private static byte[] inserted(byte[] bytes, int at, int count, byte[] piece) {
    int rest = Math.min(bytes.length, at + count);
    byte[] result = Arrays.copyOf(bytes, at + piece.length + bytes.length - rest);
    System.arraycopy(piece, 0, result, at, piece.length);
    System.arraycopy(bytes, rest, result, at + piece.length, bytes.length - rest);
    return result;
  }

  /** Protobuf's encoding; one in eight never ends. */
  private byte[] varint(long value) {
    byte[] bytes = new byte[11];
    Arrays.fill(bytes, (byte) 0xff);
    if (random.nextInt(8) == 0) {
      return bytes;
    }
    int length = 0;
    long left = value;
    do {
      bytes[length++] = (byte) ((left & 0x7f) | (left >>> 7 == 0 ? 0 : 0x80));
      left >>>= 7;
    } while (left != 0);
    return Arrays.copyOf(bytes, length);
  }

  private byte[] noise(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private long extreme() {
    return EXTREMES[random.nextInt(EXTREMES.length)];
  }

  private byte[] any() {
    return corpus.get(random.nextInt(corpus.size()));
  }
}
