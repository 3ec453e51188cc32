package dev.aria.teacher.cache;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** What the caches of a pool's workers count. Thread-safe. */
public final class CacheMetrics {
  private final MeterRegistry registry;
  private final Counter hits;
  private final Counter misses;
  private final Counter evictions;
  private final Counter auditedEqual;
  private final Counter auditedDifferent;
  private final AtomicInteger caches = new AtomicInteger();

  public CacheMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.hits = lookups("hit");
    this.misses = lookups("miss");
    this.evictions =
        Counter.builder("aria.teacher.cache.evictions")
            .description("Targets that the cache gave up for room")
            .register(registry);
    this.auditedEqual = audits("equal");
    this.auditedDifferent = audits("different");
  }

  private Counter lookups(String result) {
    return Counter.builder("aria.teacher.cache.lookups")
        .description("Look-ups in the target cache")
        .tag("result", result)
        .register(registry);
  }

  private Counter audits(String result) {
    return Counter.builder("aria.teacher.cache.audits")
        .description("Hits that were recomputed and compared")
        .tag("result", result)
        .register(registry);
  }

  void lookup(boolean hit) {
    (hit ? hits : misses).increment();
  }

  void eviction() {
    evictions.increment();
  }

  void audited(boolean equal) {
    (equal ? auditedEqual : auditedDifferent).increment();
  }

  /** Shows the bytes that {@code cache} holds, one worker's. */
  void watch(TargetCache cache) {
    Gauge.builder("aria.teacher.cache.bytes", cache, TargetCache::bytes)
        .description("Bytes held by one worker's target cache")
        .tag("worker", Integer.toString(caches.getAndIncrement()))
        .strongReference(true)
        .register(registry);
  }
}
