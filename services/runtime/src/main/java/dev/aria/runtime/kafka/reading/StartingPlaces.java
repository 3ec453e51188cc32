package dev.aria.runtime.kafka.reading;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Where a consumer begins to read where no place of its group is known. For one thread. */
final class StartingPlaces {
  private final KafkaConsumer<?, ?> consumer;
  private boolean oldestKept;
  private Map<Integer, Long> known = Map.of();

  StartingPlaces(KafkaConsumer<?, ?> consumer) {
    this.consumer = consumer;
  }

  /** From now on at the oldest record kept. */
  void atOldestKept() {
    oldestKept = true;
  }

  /** From now on at {@code offsets} by partition, and elsewhere at the oldest record kept. */
  void at(Map<Integer, Long> offsets) {
    atOldestKept();
    known = Map.copyOf(offsets);
  }

  /** Moves the consumer to where it begins in {@code partitions}. */
  void seek(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      Long place = known.get(partition.partition());
      if (place == null) {
        begin(List.of(partition), oldestKept);
      } else {
        consumer.seek(partition, place);
      }
    }
  }

  /**
   * Moves the consumer to the beginning of {@code partitions}.
   *
   * @param whereTheLogBegins to the oldest record kept, else to the first one ever written, whose
   *     loss must be heard of
   */
  void begin(Collection<TopicPartition> partitions, boolean whereTheLogBegins) {
    if (whereTheLogBegins) {
      consumer.seekToBeginning(partitions);
    } else {
      partitions.forEach(partition -> consumer.seek(partition, 0));
    }
  }
}
