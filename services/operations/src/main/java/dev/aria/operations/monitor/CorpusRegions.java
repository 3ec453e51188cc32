package dev.aria.operations.monitor;

import dev.aria.core.record.RegionMapRecord;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The region maps of a corpus, as its tagger has published them. */
public final class CorpusRegions {
  private CorpusRegions() {}

  /** The newest map of {@code corpus}; empty when none has been published yet. */
  public static Optional<RegionMapRecord> newest(Cluster cluster, String corpus) {
    Topic<RegionMapRecord> topic = Topics.regionMaps(corpus);
    if (!cluster.exists(topic)) {
      return Optional.empty();
    }
    AtomicReference<@Nullable RegionMapRecord> newest = new AtomicReference<>();
    try (TopicReader<RegionMapRecord> reader = cluster.reader(topic, List.of(0))) {
      reader.readToEnd(record -> newest.set(record.value()));
    }
    return Optional.ofNullable(newest.get());
  }
}
