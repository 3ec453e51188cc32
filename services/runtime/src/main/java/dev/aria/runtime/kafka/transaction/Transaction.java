package dev.aria.runtime.kafka.transaction;

import dev.aria.runtime.kafka.reading.GroupReader;
import dev.aria.runtime.topic.Topic;
import java.util.Map;

/** What one transaction holds: records written, and records of a group consumed. */
public interface Transaction {
  /** Appends {@code value}; readers see it once the transaction commits. */
  <T> void send(Topic<T> topic, int partition, String key, T value);

  /** Commits that {@code reader}'s group has consumed up to {@code nextOffsets}, by partition. */
  void consumed(GroupReader<?> reader, Map<Integer, Long> nextOffsets);
}
