package dev.aria.teacher.cache;

import dev.aria.core.random.Purpose;
import dev.aria.core.random.RandomStream;
import dev.aria.core.record.Draw;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cache of targets that recomputes a set share of its hits and compares them. A hit passes when
 * it equals its recomputation bit for bit, or every element within {@link #TOLERANCE}: the row that
 * a sample takes in a call may change its last bits. It belongs to one worker.
 */
public final class AuditedCache {
  /** Largest difference of an element of about unit scale between two runs of one model. */
  public static final float TOLERANCE = 1e-5f;

  private static final Logger LOG = LoggerFactory.getLogger(AuditedCache.class);

  private final TargetCache cache;
  private final double share;
  private final long seed;
  private final CacheMetrics metrics;

  /**
   * @param maxBytes most bytes held
   * @param share part of the hits that is recomputed, in [0, 1]
   * @param seed chooses, with a draw's ordinal, which
   */
  public AuditedCache(long maxBytes, double share, long seed, CacheMetrics metrics) {
    this.cache = new TargetCache(maxBytes, metrics);
    this.share = share;
    this.seed = seed;
    this.metrics = metrics;
  }

  /**
   * Target of each of {@code draws}, in their order.
   *
   * @param fits whether the entry found for the draw at a position is of its very input
   * @param teacher computes those of the draws at the given positions, in their order
   */
  public List<float[]> outputs(
      List<Draw> draws,
      BiPredicate<Integer, float[]> fits,
      Function<List<Integer>, List<float[]>> teacher) {
    List<Optional<float[]>> kept =
        IntStream.range(0, draws.size())
            .mapToObj(
                i -> cache.find(TargetKey.of(draws.get(i))).filter(entry -> fits.test(i, entry)))
            .toList();
    List<Integer> asked = new ArrayList<>();
    for (int i = 0; i < draws.size(); i++) {
      metrics.lookup(kept.get(i).isPresent());
      if (kept.get(i).isEmpty() || isAudited(draws.get(i))) {
        asked.add(i);
      }
    }
    List<float[]> fresh = teacher.apply(asked);
    List<float[]> outputs = new ArrayList<>(draws.size());
    for (int i = 0, next = 0; i < draws.size(); i++) {
      boolean computed = next < asked.size() && asked.get(next) == i;
      outputs.add(
          computed
              ? settle(draws.get(i), kept.get(i), fresh.get(next++))
              : kept.get(i).orElseThrow());
    }
    return outputs;
  }

  private boolean isAudited(Draw draw) {
    return RandomStream.of(seed, Purpose.AUDIT, draw.ordinal()).nextDouble() < share;
  }

  private float[] settle(Draw draw, Optional<float[]> kept, float[] fresh) {
    TargetKey key = TargetKey.of(draw);
    if (kept.isEmpty()) {
      cache.put(key, fresh);
      return fresh;
    }
    boolean equal = isSame(kept.get(), fresh);
    metrics.audited(equal);
    if (!equal) {
      LOG.error(
          "the cached target of draw {} ({}) differs from what the teacher computes now; the new"
              + " one is used",
          draw.ordinal(),
          key);
      cache.put(key, fresh);
      return fresh;
    }
    return kept.get();
  }

  private static boolean isSame(float[] kept, float[] fresh) {
    return Arrays.equals(kept, fresh) || largestDifference(kept, fresh) <= TOLERANCE;
  }

  /** Largest difference of two elements, relative where they are above 1. */
  public static float largestDifference(float[] kept, float[] fresh) {
    float largest = 0;
    for (int i = 0; i < kept.length; i++) {
      float scale = Math.max(1, Math.abs(fresh[i]));
      largest = Math.max(largest, Math.abs(kept[i] - fresh[i]) / scale);
    }
    return largest;
  }
}
