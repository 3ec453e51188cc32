package dev.aria.runtime.kafka.transaction;

import dev.aria.runtime.kafka.reading.GroupPlace;
import dev.aria.runtime.topic.Topic;
import java.util.Collection;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Brokers that answer what they were told to.
 *
 * @param end how the last transaction of any id has ended
 * @param open partitions that hold an open transaction, shown to who asks about their topics
 * @param unsettled whether any group's place is to be settled yet
 */
public record KnownBrokers(End end, Set<TopicPartition> open, boolean unsettled)
    implements BrokerTransactions {
  /** With nothing open. */
  public static KnownBrokers whoseLastEnded(End end) {
    return new KnownBrokers(end, Set.of(), false);
  }

  /** After a crash. */
  public static KnownBrokers withOpen(Set<TopicPartition> open, boolean unsettled) {
    return new KnownBrokers(End.UNKNOWN, open, unsettled);
  }

  @Override
  public End end(String transactionalId) {
    return end;
  }

  @Override
  public boolean timedOut(String transactionalId) {
    return false;
  }

  @Override
  public OptionalInt epochOfRollback(String transactionalId) {
    return OptionalInt.empty();
  }

  @Override
  public OptionalInt epoch(String transactionalId) {
    return OptionalInt.empty();
  }

  @Override
  public Set<TopicPartition> open(String transactionalId, Collection<Topic<?>> topics) {
    Set<String> asked = topics.stream().map(Topic::name).collect(Collectors.toSet());
    return open.stream()
        .filter(partition -> asked.contains(partition.topic()))
        .collect(Collectors.toSet());
  }

  @Override
  public boolean unsettled(GroupPlace place) {
    return unsettled;
  }
}
