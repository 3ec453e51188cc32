package dev.aria.runtime.kafka.transaction;

import dev.aria.runtime.kafka.reading.GroupPlace;
import dev.aria.runtime.topic.Topic;
import java.util.Collection;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** What the brokers know of a transactional id. */
public interface BrokerTransactions {
  /** How a transaction has ended. */
  enum End {
    COMMITTED,
    ROLLED_BACK,
    /** The id has been taken over since, or is forgotten. */
    UNKNOWN
  }

  /** How the last transaction of {@code transactionalId} ends; waits until it has. */
  End end(String transactionalId);

  /** Whether the last transaction of {@code transactionalId} was rolled back, with none since. */
  boolean timedOut(String transactionalId);

  /**
   * Epoch of {@code transactionalId} when its last transaction was rolled back and none has begun
   * since; empty otherwise. Every transaction that ends raises the epoch, and so does whoever takes
   * the id over.
   */
  OptionalInt epochOfRollback(String transactionalId);

  /** Epoch of {@code transactionalId} now; empty when the brokers do not know it. */
  OptionalInt epoch(String transactionalId);

  /** Partitions of {@code topics} that hold an open transaction of {@code transactionalId}. */
  Set<TopicPartition> open(String transactionalId, Collection<Topic<?>> topics);

  /** Whether any transaction has yet to settle how far the group has read. */
  boolean unsettled(GroupPlace place);
}
