package dev.aria.teacher;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What the pool counts. Thread-safe. */
final class PoolMetrics {
  private final MeterRegistry registry;
  private final Counter passes;
  private final Counter batches;
  private final Counter hits;
  private final Counter misses;
  private final Counter evictions;
  private final Counter auditedEqual;
  private final Counter auditedDifferent;
  private final Counter refused;
  private final Timer calls;
  private final Timer waits;
  private final AtomicInteger caches = new AtomicInteger();

  PoolMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.passes = registry.counter("aria.teacher.passes");
    this.batches = registry.counter("aria.teacher.batches");
    this.hits = registry.counter("aria.teacher.cache.lookups", "result", "hit");
    this.misses = registry.counter("aria.teacher.cache.lookups", "result", "miss");
    this.evictions = registry.counter("aria.teacher.cache.evictions");
    this.auditedEqual = registry.counter("aria.teacher.cache.audits", "result", "equal");
    this.auditedDifferent = registry.counter("aria.teacher.cache.audits", "result", "different");
    this.refused = registry.counter("aria.teacher.refused");
    this.calls = registry.timer("aria.teacher.calls");
    this.waits = registry.timer("aria.teacher.waits");
  }

  /** Times one call of the teacher over {@code samples} samples. */
  float[] teacherCall(int samples, Supplier<float[]> call) {
    passes.increment(samples);
    return calls.record(call);
  }

  /** Draw batches whose targets were committed. */
  void committed(int count) {
    batches.increment(count);
  }

  /** A worker had nothing to do for {@code time}. */
  void waited(Duration time) {
    waits.record(time);
  }

  void cacheLookup(boolean hit) {
    (hit ? hits : misses).increment();
  }

  void cacheEviction() {
    evictions.increment();
  }

  void audited(boolean equal) {
    (equal ? auditedEqual : auditedDifferent).increment();
  }

  /** A draw batch was of another run, or could not be rebuilt. */
  void refused() {
    refused.increment();
  }

  /** Shows the bytes that {@code cache} holds, one worker's. */
  void watchCache(NoiseCache cache) {
    Gauge.builder("aria.teacher.cache.bytes", cache, NoiseCache::bytes)
        .tag("worker", Integer.toString(caches.getAndIncrement()))
        .strongReference(true)
        .register(registry);
  }
}
