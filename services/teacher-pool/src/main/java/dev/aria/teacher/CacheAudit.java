package dev.aria.teacher;

import dev.aria.core.random.Purpose;
import dev.aria.core.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers samples from a {@link NoiseCache}, and recomputes a set share of the hits to see that
 * they are what the teacher would say. A hit equals its recomputation when every bit does, or every
 * element within {@link #TOLERANCE}: the row that a sample takes in a call may move its last bits.
 */
final class CacheAudit {
  /** Largest difference of an element of about unit scale between two runs of one model. */
  static final float TOLERANCE = 1e-5f;

  private static final Logger LOG = LoggerFactory.getLogger(CacheAudit.class);

  private final NoiseCache cache;
  private final double share;
  private final long seed;
  private final PoolMetrics metrics;

  /**
   * @param share part of the hits that is recomputed, in [0, 1]
   * @param seed chooses, with a draw's ordinal, which
   */
  CacheAudit(NoiseCache cache, double share, long seed, PoolMetrics metrics) {
    this.cache = cache;
    this.share = share;
    this.seed = seed;
    this.metrics = metrics;
  }

  /** Noise of each of {@code samples}, in their order. */
  List<float[]> noise(List<Sample> samples, Inference inference) {
    List<Optional<float[]>> kept = samples.stream().map(s -> cache.find(s.key())).toList();
    List<Integer> asked = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      metrics.cacheLookup(kept.get(i).isPresent());
      if (kept.get(i).isEmpty() || audited(samples.get(i))) {
        asked.add(i);
      }
    }
    List<float[]> fresh = inference.noise(asked.stream().map(samples::get).toList());
    List<float[]> noise = new ArrayList<>(samples.size());
    for (int i = 0, next = 0; i < samples.size(); i++) {
      boolean computed = next < asked.size() && asked.get(next) == i;
      noise.add(
          computed
              ? settle(samples.get(i), kept.get(i), fresh.get(next++))
              : kept.get(i).orElseThrow());
    }
    return noise;
  }

  private boolean audited(Sample sample) {
    return RandomStream.of(seed, Purpose.AUDIT, sample.draw().ordinal()).nextDouble() < share;
  }

  private float[] settle(Sample sample, Optional<float[]> kept, float[] fresh) {
    if (kept.isEmpty()) {
      cache.put(sample.key(), fresh);
      return fresh;
    }
    boolean equal = same(kept.get(), fresh);
    metrics.audited(equal);
    if (!equal) {
      LOG.error(
          "cached target of draw {} ({}) differs from what the teacher says now; using the latter",
          sample.draw().ordinal(),
          sample.key());
      cache.put(sample.key(), fresh);
      return fresh;
    }
    return kept.get();
  }

  private static boolean same(float[] kept, float[] fresh) {
    return Arrays.equals(kept, fresh) || largestDifference(kept, fresh) <= TOLERANCE;
  }

  /** Largest difference of two elements, relative where they are above 1. */
  static float largestDifference(float[] kept, float[] fresh) {
    float largest = 0;
    for (int i = 0; i < kept.length; i++) {
      float scale = Math.max(1, Math.abs(fresh[i]));
      largest = Math.max(largest, Math.abs(kept[i] - fresh[i]) / scale);
    }
    return largest;
  }
}
