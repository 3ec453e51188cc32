package dev.aria.streamer.tagging;

import dev.aria.core.random.Purpose;
import dev.aria.core.random.RandomStream;
import dev.aria.core.record.PromptRecord;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A uniform sample of the prompts of a log, in memory bounded by its size: those whose position has
 * the smallest random keys. Which prompts it holds does not depend on the order of reading.
 */
final class PromptSample {
  private static final Comparator<Sampled> BY_KEY =
      Comparator.comparingLong(Sampled::key)
          .thenComparingInt(Sampled::partition)
          .thenComparingLong(Sampled::offset);

  private final long seed;
  private final int most;
  private final PriorityQueue<Sampled> kept = new PriorityQueue<>(BY_KEY.reversed());
  private long offered;

  private record Sampled(long key, int partition, long offset, PromptRecord prompt) {}

  PromptSample(long seed, int most) {
    this.seed = seed;
    this.most = most;
  }

  /** Considers the prompt read at {@code offset} of {@code partition}. */
  void offer(int partition, long offset, PromptRecord prompt) {
    offered++;
    long key = RandomStream.of(seed, Purpose.REGION_FIT, offset, 1 + partition).nextLong();
    kept.add(new Sampled(key, partition, offset, prompt));
    if (kept.size() > most) {
      kept.remove();
    }
  }

  /** Prompts considered so far. */
  long offered() {
    return offered;
  }

  /** The sample, in the order of the log. */
  List<PromptRecord> prompts() {
    return kept.stream()
        .sorted(Comparator.comparingInt(Sampled::partition).thenComparingLong(Sampled::offset))
        .map(Sampled::prompt)
        .toList();
  }
}
