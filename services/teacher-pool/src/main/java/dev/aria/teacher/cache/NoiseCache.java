package dev.aria.teacher.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;

/**
 * Noise targets computed before, bounded by bytes and kept by recency and frequency (W-TinyLFU,
 * Einziger et al. 2017). It belongs to one worker.
 */
final class NoiseCache {
  private static final int ENTRY_OVERHEAD_BYTES = 160;

  private final Cache<NoiseKey, float[]> entries;

  /**
   * @param maxBytes most bytes held, overhead of the entries included
   */
  NoiseCache(long maxBytes, CacheMetrics metrics) {
    entries =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .<NoiseKey, float[]>weigher(NoiseCache::bytes)
            .executor(Runnable::run)
            .evictionListener((key, noise, cause) -> metrics.eviction())
            .build();
    metrics.watch(this);
  }

  private static int bytes(NoiseKey key, float[] noise) {
    return Math.addExact(Math.multiplyExact(noise.length, Float.BYTES), ENTRY_OVERHEAD_BYTES);
  }

  /** Teacher's noise for {@code key}, when it is held. Not to be written to. */
  Optional<float[]> find(NoiseKey key) {
    return Optional.ofNullable(entries.getIfPresent(key));
  }

  void put(NoiseKey key, float[] noise) {
    entries.put(key, noise);
  }

  /** Bytes held at present. */
  long bytes() {
    return entries
        .policy()
        .eviction()
        .map(eviction -> eviction.weightedSize().orElse(0))
        .orElse(0L);
  }
}
