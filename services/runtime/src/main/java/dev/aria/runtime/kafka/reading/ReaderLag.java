package dev.aria.runtime.kafka.reading;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** How many records one reader has yet to read, as of its last poll. Written by one thread. */
final class ReaderLag {
  private volatile Map<Integer, Long> records = Map.of();

  /** Takes note of where {@code consumer} stands; of a partition never fetched it knows nothing. */
  void note(KafkaConsumer<?, ?> consumer) {
    Map<Integer, Long> noted = new HashMap<>();
    for (TopicPartition partition : consumer.assignment()) {
      consumer.currentLag(partition).ifPresent(lag -> noted.put(partition.partition(), lag));
    }
    records = Map.copyOf(noted);
  }

  /** Records yet to be read, by partition. */
  Map<Integer, Long> records() {
    return records;
  }
}
