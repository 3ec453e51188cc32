package dev.aria.operations.monitor;

import dev.aria.core.record.RegionMapRecord;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The region maps of a corpus, as its tagger has published them. */
public final class CorpusRegions {
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private CorpusRegions() {}

  /** The newest map of {@code corpus}; empty when none has been published yet. */
  public static Optional<RegionMapRecord> newest(Cluster cluster, String corpus) {
    Topic<RegionMapRecord> topic = Topics.regionMaps(corpus);
    if (!cluster.exists(topic)) {
      return Optional.empty();
    }
    Optional<RegionMapRecord> newest = Optional.empty();
    try (TopicReader<RegionMapRecord> reader = cluster.reader(topic, List.of(0))) {
      while (!reader.positions().equals(reader.endOffsets())) {
        for (Received<RegionMapRecord> record : reader.poll(PATIENCE)) {
          newest = Optional.of(record.value());
        }
      }
    }
    return newest;
  }
}
