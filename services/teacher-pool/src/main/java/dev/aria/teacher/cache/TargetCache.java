package dev.aria.teacher.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;

/**
 * Targets computed before, bounded by bytes and kept by recency and frequency (W-TinyLFU, Einziger
 * et al. 2017). It belongs to one worker.
 */
final class TargetCache {
  private static final int ENTRY_OVERHEAD_BYTES = 160;

  private final Cache<TargetKey, float[]> entries;

  /**
   * @param maxBytes most bytes held, overhead of the entries included
   */
  TargetCache(long maxBytes, CacheMetrics metrics) {
    entries =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .<TargetKey, float[]>weigher(TargetCache::bytes)
            .executor(Runnable::run)
            .evictionListener((key, target, cause) -> metrics.eviction())
            .build();
    metrics.watch(this);
  }

  private static int bytes(TargetKey key, float[] target) {
    return Math.addExact(Math.multiplyExact(target.length, Float.BYTES), ENTRY_OVERHEAD_BYTES);
  }

  /** What the teacher said to {@code key}, when it is held. Not to be written to. */
  Optional<float[]> find(TargetKey key) {
    return Optional.ofNullable(entries.getIfPresent(key));
  }

  void put(TargetKey key, float[] target) {
    entries.put(key, target);
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
