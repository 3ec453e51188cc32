package dev.aria.teacher.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TargetCacheTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void put_moreThanFits_staysWithinTheBytesAndCountsEvictions() {
    TargetCache cache = new TargetCache(10_000, new CacheMetrics(registry));

    for (int i = 0; i < 1000; i++) {
      cache.put(key(i, false, 0, 0, 0), new float[100]);
      assertThat(cache.bytes()).isBetween(1L, 10_000L);
    }

    assertThat(registry.counter("aria.teacher.cache.evictions").count()).isGreaterThan(900);
    assertThat(registry.get("aria.teacher.cache.bytes").gauge().value())
        .isEqualTo((double) cache.bytes());
  }

  @Test
  void key_anyFieldChanged_isAnotherKey() {
    Set<TargetKey> keys = new HashSet<>();
    keys.add(key(1, false, 2, 3, 4));
    keys.add(key(2, false, 2, 3, 4));
    keys.add(key(1, true, 2, 3, 4));
    keys.add(key(1, false, 3, 3, 4));
    keys.add(key(1, false, 2, 4, 4));
    keys.add(key(1, false, 2, 3, 5));
    keys.add(new TargetKey(1, false, true, 2, 3, 4, 0));
    keys.add(new TargetKey(1, false, false, 2, 3, 4, 1));

    assertThat(keys).hasSize(8);
  }

  private static TargetKey key(long prompt, boolean paired, int latent, int t, long seed) {
    return new TargetKey(prompt, paired, false, latent, t, seed, 0);
  }
}
