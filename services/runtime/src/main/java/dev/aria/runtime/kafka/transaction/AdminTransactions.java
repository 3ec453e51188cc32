package dev.aria.runtime.kafka.transaction;

import dev.aria.runtime.kafka.admin.AdminAnswers;
import dev.aria.runtime.kafka.reading.GroupPlace;
import dev.aria.runtime.topic.Topic;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ConcurrentTransactionsException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks them through Kafka's admin client. Thread-safe. */
public final class AdminTransactions implements BrokerTransactions {
  private static final Set<TransactionState> TIMED_OUT =
      EnumSet.of(TransactionState.PREPARE_ABORT, TransactionState.COMPLETE_ABORT);
  private static final Set<TransactionState> COMMITTED =
      EnumSet.of(TransactionState.PREPARE_COMMIT, TransactionState.COMPLETE_COMMIT);
  private static final Set<TransactionState> OPEN =
      EnumSet.of(TransactionState.ONGOING, TransactionState.PREPARE_EPOCH_FENCE);

  private static final ListConsumerGroupOffsetsOptions STABLE =
      new ListConsumerGroupOffsetsOptions().requireStable(true);

  private final Admin admin;
  private final AdminAnswers answers;

  public AdminTransactions(Admin admin, AdminAnswers answers) {
    this.admin = admin;
    this.answers = answers;
  }

  @Override
  public End end(String transactionalId) {
    Optional<TransactionState> state =
        answers.await(
            () -> describe(transactionalId).thenApply(AdminTransactions::ended),
            TransactionalIdNotFoundException.class);
    if (state.filter(COMMITTED::contains).isPresent()) {
      return End.COMMITTED;
    }
    return state.filter(TIMED_OUT::contains).isPresent() ? End.ROLLED_BACK : End.UNKNOWN;
  }

  /** One that is open is ended by the coordinator in its own time, and asked for again. */
  private static TransactionState ended(TransactionDescription transaction) {
    if (OPEN.contains(transaction.state())) {
      throw new ConcurrentTransactionsException("it is still open");
    }
    return transaction.state();
  }

  @Override
  public boolean timedOut(String transactionalId) {
    return known(transactionalId)
        .map(TransactionDescription::state)
        .filter(TIMED_OUT::contains)
        .isPresent();
  }

  @Override
  public OptionalInt epochOfRollback(String transactionalId) {
    return epoch(
        known(transactionalId)
            .filter(transaction -> transaction.state() == TransactionState.COMPLETE_ABORT));
  }

  @Override
  public OptionalInt epoch(String transactionalId) {
    return epoch(known(transactionalId));
  }

  private static OptionalInt epoch(Optional<TransactionDescription> transaction) {
    return transaction.stream().mapToInt(TransactionDescription::producerEpoch).findAny();
  }

  @Override
  public Set<TopicPartition> open(String transactionalId, Collection<Topic<?>> topics) {
    Optional<TransactionDescription> known = known(transactionalId);
    if (known.isEmpty() || topics.isEmpty()) {
      return Set.of();
    }
    long producer = known.get().producerId();
    return producers(topics).entrySet().stream()
        .filter(partition -> holdsOpen(partition.getValue(), producer))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** Kafka's admin client leaves out a partition that it is told is in a transaction. */
  @Override
  public boolean unsettled(GroupPlace place) {
    Set<TopicPartition> all = place.all();
    ListConsumerGroupOffsetsSpec asked = new ListConsumerGroupOffsetsSpec().topicPartitions(all);
    return answers
        .await(
            () ->
                admin
                    .listConsumerGroupOffsets(Map.of(place.group(), asked), STABLE)
                    .partitionsToOffsetAndMetadata(place.group()),
            GroupIdNotFoundException.class)
        .filter(known -> !known.keySet().containsAll(all))
        .isPresent();
  }

  private Map<TopicPartition, PartitionProducerState> producers(Collection<Topic<?>> topics) {
    Set<TopicPartition> partitions =
        topics.stream().flatMap(AdminTransactions::partitions).collect(Collectors.toSet());
    return answers
        .await(
            () -> admin.describeProducers(partitions).all(), UnknownTopicOrPartitionException.class)
        .orElse(Map.of());
  }

  private static boolean holdsOpen(PartitionProducerState partition, long producer) {
    return partition.activeProducers().stream()
        .anyMatch(
            state ->
                state.producerId() == producer
                    && state.currentTransactionStartOffset().isPresent());
  }

  private static Stream<TopicPartition> partitions(Topic<?> topic) {
    return IntStream.range(0, topic.partitions())
        .mapToObj(partition -> new TopicPartition(topic.name(), partition));
  }

  private Optional<TransactionDescription> known(String transactionalId) {
    return answers.await(() -> describe(transactionalId), TransactionalIdNotFoundException.class);
  }

  private KafkaFuture<TransactionDescription> describe(String transactionalId) {
    return admin.describeTransactions(Set.of(transactionalId)).description(transactionalId);
  }
}
