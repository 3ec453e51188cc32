package dev.aria.runtime.kafka;

import dev.aria.runtime.topic.Topic;
import java.util.Collection;
import java.util.List;

/** A Kafka cluster, as the services use it. Thread-safe. */
public interface Cluster extends AutoCloseable {
  /** Creates the topics that are missing, and waits until every partition has a leader. */
  void ensure(List<Topic<?>> topics);

  /** Whether the topic exists. */
  boolean exists(Topic<?> topic);

  /** Reads {@code partitions} of {@code topic} from their beginning, until told to seek. */
  <T> TopicReader<T> reader(Topic<T> topic, Collection<Integer> partitions);

  /** Reads {@code topic} as a member of {@code group}. */
  <T> GroupReader<T> groupReader(Topic<T> topic, String group);

  /** Writes {@code topic}. */
  <T> TopicWriter<T> writer(Topic<T> topic);

  /** Writes in transactions; {@code transactionalId} names the one live writer. */
  TransactionalWriter transactionalWriter(String transactionalId);

  @Override
  void close();
}
