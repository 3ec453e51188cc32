package dev.aria.operations.setup;

/**
 * How many samples a record of targets may hold, which must stay under 1 MiB.
 *
 * @param microBatch samples of a record, a power of two
 * @param half whether targets travel as float16
 * @param kibibytes of targets in a record
 */
public record RecordSize(int microBatch, boolean half, long kibibytes) {
  private static final int MOST_BYTES = 700 << 10;
  private static final int LARGE_SAMPLE = 1024;

  /**
   * The largest record that fits.
   *
   * @param sampleSize values of a sample
   * @param paths part of the draws that carry the state they are at beside their target, in [0, 1)
   * @param largest most samples, a power of two
   */
  public static RecordSize of(int sampleSize, double paths, int largest) {
    boolean half = sampleSize > LARGE_SAMPLE;
    double bytesOfSample = (half ? Short.BYTES : Float.BYTES) * (1 + paths) * sampleSize;
    int microBatch = largest;
    while (microBatch > 1 && microBatch * bytesOfSample > MOST_BYTES) {
      microBatch /= 2;
    }
    return new RecordSize(microBatch, half, Math.round(microBatch * bytesOfSample / 1024));
  }
}
