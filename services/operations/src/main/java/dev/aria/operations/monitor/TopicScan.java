package dev.aria.operations.monitor;

import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.topic.Topic;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Reads what a topic holds at this moment, and no further. */
public final class TopicScan {
  private final Cluster cluster;

  public TopicScan(Cluster cluster) {
    this.cluster = cluster;
  }

  /** Hands every record of {@code topic} to {@code sink}; none when the topic does not exist. */
  public <T> void whole(Topic<T> topic, Consumer<T> sink) {
    tail(topic, Long.MAX_VALUE, sink);
  }

  /** Hands every record of {@code topic} to {@code sink}, with where and when it was written. */
  public <T> void records(Topic<T> topic, Consumer<Received<T>> sink) {
    scan(topic, Long.MAX_VALUE, sink);
  }

  /** Hands over the records at the last {@code offsets} offsets of each partition. */
  public <T> void tail(Topic<T> topic, long offsets, Consumer<T> sink) {
    scan(topic, offsets, record -> sink.accept(record.value()));
  }

  private <T> void scan(Topic<T> topic, long offsets, Consumer<Received<T>> sink) {
    if (!cluster.exists(topic)) {
      return;
    }
    List<Integer> partitions = IntStream.range(0, topic.partitions()).boxed().toList();
    try (TopicReader<T> reader = cluster.reader(topic, partitions)) {
      Map<Integer, Long> ends = reader.endOffsets();
      reader
          .beginningOffsets()
          .forEach(
              (partition, first) ->
                  reader.seek(
                      partition, Math.max(first, ends.getOrDefault(partition, first) - offsets)));
      reader.readToEnd(sink);
    }
  }
}
