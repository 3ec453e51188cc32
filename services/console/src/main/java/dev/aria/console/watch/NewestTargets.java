package dev.aria.console.watch;

import dev.aria.core.record.TargetBatch;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How far the teachers are, by the newest target of each shard: of a topic of terabytes one record
 * a partition is read. Not thread-safe.
 */
final class NewestTargets implements AutoCloseable {
  /** The end of a transaction takes an offset too. */
  private static final int BEFORE_END = 2;

  private static final Duration GLANCE = Duration.ofMillis(20);

  private final TopicReader<TargetBatch> reader;
  private final Map<Integer, Long> ends = new HashMap<>();
  private final long[] taughtByShard;

  NewestTargets(Cluster cluster, RunSettings run) {
    taughtByShard = new long[run.shards()];
    reader =
        cluster.preview(Topics.targets(run), IntStream.range(0, run.shards()).boxed().toList());
  }

  /** Global steps that have been answered in every shard, or nearly so: steps may overtake. */
  long taught() {
    Map<Integer, Long> first = reader.beginningOffsets();
    reader
        .endOffsets()
        .forEach(
            (partition, end) -> {
              if (!end.equals(ends.put(partition, end))) {
                reader.seek(
                    partition, Math.max(first.getOrDefault(partition, 0L), end - BEFORE_END));
              }
            });
    for (Received<TargetBatch> target : reader.poll(GLANCE)) {
      int shard = target.value().draws().shard();
      if (shard < taughtByShard.length) {
        taughtByShard[shard] = Math.max(taughtByShard[shard], target.value().draws().step() + 1);
      }
    }
    return Arrays.stream(taughtByShard).min().orElse(0);
  }

  @Override
  public void close() {
    reader.close();
  }
}
