package dev.aria.data.making;

import dev.aria.core.tensor.ElementType;

/**
 * How pairs are made.
 *
 * @param workers threads that decode and encode; they do not change the result
 * @param batch items that the codec is given at once; another one may round otherwise
 * @param latentType element type of the stored latents
 * @param rowsPerShard pairs in a shard; 0 for about 256 MiB a shard
 */
public record MakingSettings(int workers, int batch, ElementType latentType, int rowsPerShard) {
  /** Items that a codec is given at once, unless told otherwise. */
  public static final int USUAL_BATCH = 8;

  public MakingSettings {
    if (workers < 1 || workers > 1024) {
      throw new IllegalArgumentException("workers must be in [1, 1024], got " + workers);
    }
    if (batch < 1 || batch > 4096) {
      throw new IllegalArgumentException("batch must be in [1, 4096], got " + batch);
    }
    if (rowsPerShard < 0) {
      throw new IllegalArgumentException("rows a shard must be positive, got " + rowsPerShard);
    }
  }
}
