package dev.aria.streamer.corpus;

import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.topic.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The partitions of a topic that hold anything. */
final class FilledPartitions {
  private FilledPartitions() {}

  /** Where each of them ends now. */
  static Map<Integer, Long> ends(Cluster cluster, Topic<?> topic) {
    List<Integer> all = IntStream.range(0, topic.partitions()).boxed().toList();
    try (TopicReader<?> reader = cluster.preview(topic, all)) {
      Map<Integer, Long> ends = new HashMap<>(reader.endOffsets());
      ends.entrySet().removeAll(reader.beginningOffsets().entrySet());
      return ends;
    }
  }
}
