package dev.aria.streamer.corpus;

import dev.aria.core.record.RegionMapRecord;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.kafka.writing.TopicWriter;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The region maps of a corpus. The first one in the log that fits a run's settings and encoder is
 * the run's, so that taggers which start at the same moment settle on the same.
 */
public final class RegionMaps implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Cluster cluster;
  private final RunSettings run;
  private final String encoderDigest;
  private final Topic<RegionMapRecord> topic;
  private final TopicReader<RegionMapRecord> reader;
  private Optional<RegionMapRecord> found = Optional.empty();

  /** The maps of a run whose conditions come from the encoder of {@code encoderDigest}. */
  public RegionMaps(StreamerContext context, String encoderDigest) {
    this.cluster = context.cluster();
    this.run = context.run();
    this.encoderDigest = encoderDigest;
    this.topic = Topics.regionMaps(run.corpus());
    cluster.ensure(List.of(topic));
    this.reader = cluster.reader(topic, List.of(0));
  }

  /** The run's map, if it has been published; waits a moment for it. */
  public Optional<RegionMapRecord> find() {
    if (found.isEmpty()) {
      reader.poll(POLL).forEach(this::take);
      reader.readToEnd(this::take);
    }
    return found;
  }

  private void take(Received<RegionMapRecord> map) {
    if (found.isEmpty() && fits(map.value())) {
      found = Optional.of(map.value());
    }
  }

  /** Whether {@code map} could have been made under the run's settings and encoder. */
  private boolean fits(RegionMapRecord map) {
    return run.accepts(map) && map.encoderDigest().equals(encoderDigest);
  }

  /** Returns once the map is in the log. */
  public void publish(RegionMapRecord map) {
    try (TopicWriter<RegionMapRecord> writer = cluster.writer(topic)) {
      writer.send(0, map.digest(), map).toCompletableFuture().join();
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
