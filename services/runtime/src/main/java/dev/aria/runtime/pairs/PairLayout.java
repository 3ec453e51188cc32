package dev.aria.runtime.pairs;

import dev.aria.core.tensor.ElementType;
import java.util.List;

/**
 * What one pair of a sharded set holds.
 *
 * @param latentShape extents of a latent
 * @param latentType element type of the stored latents
 * @param conditionShape extents of a condition; its elements are float32
 * @param regionDimension length of a region vector; 0 when the first caption's condition serves
 * @param regionType element type of the stored region vectors
 * @param rowsPerShard pairs in each shard but the last
 */
public record PairLayout(
    List<Integer> latentShape,
    ElementType latentType,
    List<Integer> conditionShape,
    int regionDimension,
    ElementType regionType,
    int rowsPerShard) {
  private static final int MAX_RANK = 8;
  private static final long SHARD_BYTES = 256L << 20;
  private static final int MOST_ROWS = 1 << 14;
  private static final long MOST_BYTES = 1L << 30;

  public PairLayout {
    latentShape = checked("latentShape", latentShape);
    conditionShape = checked("conditionShape", conditionShape);
    if (regionDimension < 0 || regionDimension > 1 << 20) {
      throw new IllegalArgumentException(
          "regionDimension must be in [0, %d], got %d".formatted(1 << 20, regionDimension));
    }
    if (rowsPerShard < 1 || rowsPerShard > 1 << 20) {
      throw new IllegalArgumentException(
          "rowsPerShard must be in [1, %d], got %d".formatted(1 << 20, rowsPerShard));
    }
    long bytes = elements(latentShape) * latentType.bytes();
    if (bytes * rowsPerShard > MOST_BYTES) {
      throw new IllegalArgumentException(
          "%d latents of %d bytes make a shard of more than %d bytes; take fewer rows a shard"
              .formatted(rowsPerShard, bytes, MOST_BYTES));
    }
  }

  private static List<Integer> checked(String field, List<Integer> shape) {
    if (shape.isEmpty() || shape.size() > MAX_RANK || shape.stream().anyMatch(e -> e < 1)) {
      throw new IllegalArgumentException(
          "%s must hold 1 to %d positive extents, got %s".formatted(field, MAX_RANK, shape));
    }
    if (elements(shape) > MOST_BYTES / Float.BYTES) {
      throw new IllegalArgumentException("%s %s is too large".formatted(field, shape));
    }
    return List.copyOf(shape);
  }

  private static long elements(List<Integer> shape) {
    return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
  }

  /** Pairs a shard so that it takes about 256 MiB, at most {@value #MOST_ROWS}. */
  public static int suitableRows(
      List<Integer> latentShape, ElementType latentType, List<Integer> conditionShape) {
    long row =
        elements(latentShape) * latentType.bytes() + elements(conditionShape) * Float.BYTES + 1024;
    return (int) Math.max(1, Math.min(MOST_ROWS, SHARD_BYTES / row));
  }

  /** Elements of one latent. */
  public int latentSize() {
    return (int) elements(latentShape);
  }

  /** Elements of one condition. */
  public int conditionSize() {
    return (int) elements(conditionShape);
  }

  /** Bytes of one stored latent. */
  public int latentBytes() {
    return latentSize() * latentType.bytes();
  }

  /** Bytes of one stored condition. */
  public int conditionBytes() {
    return conditionSize() * Float.BYTES;
  }

  /** Bytes of one stored region vector. */
  public int regionBytes() {
    return regionDimension * regionType.bytes();
  }
}
