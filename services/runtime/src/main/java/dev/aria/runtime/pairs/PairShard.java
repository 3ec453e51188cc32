package dev.aria.runtime.pairs;

/**
 * What the manifest says of one shard.
 *
 * @param file its name in the set's folder
 * @param rows pairs in it
 * @param captions captions of all its pairs
 * @param bytes its size
 * @param sha256 of its bytes, lower-case hexadecimal
 * @param latentMean mean over all elements of its latents
 * @param latentDeviation standard deviation over the same
 */
public record PairShard(
    String file,
    int rows,
    int captions,
    long bytes,
    String sha256,
    double latentMean,
    double latentDeviation) {
  private static final String NAME = "shard-%05d.pairs";

  public PairShard {
    if (!file.matches("shard-[0-9]{5,10}\\.pairs")) {
      throw new IllegalArgumentException("a shard must be named shard-NNNNN.pairs, got " + file);
    }
    if (rows < 1 || captions < rows || bytes < 1 || bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "%s has %d rows, %d captions and %d bytes".formatted(file, rows, captions, bytes));
    }
  }

  /** File name of shard {@code number}, from 0. */
  public static String name(int number) {
    return NAME.formatted(number);
  }
}
