package dev.aria.models.encoder;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An encoder with a cache: vectors by text in memory, bounded by bytes, and, where a file is given,
 * on disk across restarts. Closing it closes file and inner encoder.
 */
public final class CachingEncoder implements ConditionEncoder {
  private static final int OVERHEAD_BYTES = 96;

  private final ConditionEncoder inner;
  private final @Nullable EmbeddingFile file;
  private final Cache<String, float[]> memory;

  private CachingEncoder(ConditionEncoder inner, long maxBytes, @Nullable EmbeddingFile file) {
    this.inner = inner;
    this.file = file;
    this.memory =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher(CachingEncoder::weight)
            .executor(Runnable::run) // evict before the next entry comes, not some time later
            .recordStats()
            .build();
  }

  /** Remembers in memory only, up to {@code maxBytes}. */
  public static CachingEncoder inMemory(ConditionEncoder inner, long maxBytes) {
    return new CachingEncoder(inner, maxBytes, null);
  }

  /**
   * Remembers in memory up to {@code maxBytes} and in {@code path} up to {@code maxEntries} texts;
   * a full file is still read. One process at a time may hold the file.
   *
   * @throws EmbeddingFileRefused when the file belongs to another encoder, is no such file, or is
   *     in use
   */
  public static CachingEncoder onDisk(
      ConditionEncoder inner, long maxBytes, Path path, int maxEntries) {
    var file = EmbeddingFile.open(path, inner.digest(), inner.dimension(), maxEntries);
    return new CachingEncoder(inner, maxBytes, file);
  }

  private static int weight(String text, float[] vector) {
    return text.length() * Character.BYTES + vector.length * Float.BYTES + OVERHEAD_BYTES;
  }

  @Override
  public int dimension() {
    return inner.dimension();
  }

  @Override
  public String digest() {
    return inner.digest();
  }

  @Override
  public float[] encode(String text) {
    return memory.get(text, this::fromDiskOrModel).clone();
  }

  private float[] fromDiskOrModel(String text) {
    if (file == null) {
      return inner.encode(text);
    }
    TextKey key = TextKey.of(text);
    Optional<float[]> found = file.find(key);
    if (found.isPresent()) {
      return found.get();
    }
    float[] vector = inner.encode(text);
    file.append(key, vector);
    return vector;
  }

  /** Hits, misses and evictions of the memory since the start. */
  public CacheStats statistics() {
    return memory.stats();
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
    inner.close();
  }
}
