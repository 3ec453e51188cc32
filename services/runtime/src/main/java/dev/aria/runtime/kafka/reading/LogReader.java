package dev.aria.runtime.kafka.reading;

import dev.aria.runtime.kafka.admin.LogBounds;
import dev.aria.runtime.kafka.deadletter.RefusedRecords;
import dev.aria.runtime.kafka.failure.KafkaRefused;
import dev.aria.runtime.kafka.failure.Outage;
import dev.aria.runtime.kafka.failure.RolledBack;
import dev.aria.runtime.topic.Topic;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/** Reads one topic through a Kafka consumer, alone or as a member of a group. */
public final class LogReader<T> implements GroupReader<T> {
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final KafkaConsumer<ByteBuffer, ByteBuffer> consumer;
  private final Topic<T> topic;
  private final RecordDecoding<T> decoding;
  private final Outage outage;
  private final Metric connections;
  private final StartingPlaces starts;
  private final PartitionOffsets offsets;
  private volatile @Nullable Membership membership;
  private Consumer<Set<Integer>> revoked = partitions -> {};
  private final ReaderLag lag = new ReaderLag();
  private @Nullable LagMeters lags;

  private LogReader(
      KafkaConsumer<ByteBuffer, ByteBuffer> consumer,
      Topic<T> topic,
      RefusedRecords refused,
      Outage outage,
      @Nullable LogBounds bounds) {
    this.consumer = consumer;
    this.starts = new StartingPlaces(consumer);
    this.offsets = new PartitionOffsets(consumer, starts, outage, bounds);
    this.topic = topic;
    this.decoding = new RecordDecoding<>(topic, refused);
    this.outage = outage;
    this.connections =
        consumer.metrics().entrySet().stream()
            .filter(metric -> metric.getKey().name().equals("connection-count"))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("the consumer counts no connections"))
            .getValue();
  }

  public static <T> LogReader<T> assigned(
      KafkaConsumer<ByteBuffer, ByteBuffer> consumer,
      Topic<T> topic,
      Collection<Integer> partitions,
      RefusedRecords refused,
      Outage outage) {
    LogReader<T> reader = new LogReader<>(consumer, topic, refused, outage, null);
    List<TopicPartition> assigned = reader.of(partitions);
    consumer.assign(assigned);
    reader.starts.begin(assigned, !topic.keepsAll());
    return reader;
  }

  /**
   * Reads as a member of the consumer's group.
   *
   * @param bounds asked for beginnings and ends in the consumer's place
   */
  public static <T> LogReader<T> member(
      KafkaConsumer<ByteBuffer, ByteBuffer> consumer,
      Topic<T> topic,
      RefusedRecords refused,
      Outage outage,
      LogBounds bounds) {
    LogReader<T> reader = new LogReader<>(consumer, topic, refused, outage, bounds);
    consumer.subscribe(List.of(topic.name()), reader.new Rebalance());
    return reader;
  }

  /** Shows how far it is behind, as long as it is open. */
  public LogReader<T> measuredBy(LagMeters meters) {
    lags = meters;
    meters.add(topic.name(), lag);
    return this;
  }

  @Override
  public List<Received<T>> poll(Duration timeout) {
    if (offsets.takeWakeUp()) {
      return List.of();
    }
    try {
      ConsumerRecords<ByteBuffer, ByteBuffer> records = consumer.poll(timeout);
      noteMembership();
      noteLag();
      watch(records.isEmpty());
      return decoding.decoded(records);
    } catch (WakeupException e) {
      return List.of();
    } catch (NoOffsetForPartitionException e) {
      starts.seek(e.partitions());
      noteMembership();
      return List.of();
    } catch (OffsetOutOfRangeException e) {
      throw offsets.gone(e);
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      throw KafkaRefused.of(outage.servers(), "cannot read " + topic.name(), e);
    }
  }

  @Override
  public void refuse(Received<T> record, String reason) {
    decoding.refuse(record, reason);
  }

  @Override
  public Set<Integer> partitions() {
    return numbers(consumer.assignment());
  }

  @Override
  public void seek(int partition, long offset) {
    consumer.seek(of(partition), offset);
  }

  @Override
  public Map<Integer, Long> positions() {
    return byPartition(offsets.positions());
  }

  @Override
  public Map<Integer, Long> beginningOffsets() {
    return byPartition(offsets.beginnings(consumer.assignment()));
  }

  @Override
  public Map<Integer, Long> endOffsets() {
    return byPartition(offsets.ends(consumer.assignment()));
  }

  @Override
  public void pause(Collection<Integer> partitions) {
    consumer.pause(of(partitions));
  }

  @Override
  public void resume(Collection<Integer> partitions) {
    consumer.resume(of(partitions));
  }

  @Override
  public void wakeUp() {
    consumer.wakeup();
  }

  @Override
  public void onRevoked(Consumer<Set<Integer>> listener) {
    revoked = listener;
  }

  @Override
  public void shareAgain() {
    consumer.enforceRebalance("a member's speed has changed");
  }

  @Override
  public void startAtOldestKept() {
    starts.atOldestKept();
  }

  @Override
  public void startAt(Map<Integer, Long> known) {
    starts.at(known);
  }

  @Override
  public void close() {
    if (lags != null) {
      lags.remove(topic.name(), lag);
    }
    consumer.close(CloseOptions.timeout(CLOSE));
  }

  /**
   * What a transaction must know to commit {@code nextOffsets}; from any thread.
   *
   * @throws RolledBack when a partition among them has moved to another member
   */
  public ConsumerGroupMetadata membership(String transactionalId, Map<Integer, Long> nextOffsets) {
    Membership current = membership;
    if (current == null) {
      throw new IllegalStateException(topic.name() + " has not been polled as a member yet");
    }
    for (int partition : nextOffsets.keySet()) {
      if (!current.partitions.contains(partition)) {
        throw new RolledBack(
            transactionalId, "%s has moved to another member".formatted(of(partition)));
      }
    }
    return current.group;
  }

  /** Where this member's group keeps its place; before the first poll. */
  public GroupPlace place() {
    return new GroupPlace(consumer.groupMetadata(), topic.name(), topic.partitions());
  }

  public String topicName() {
    return topic.name();
  }

  /** A consumer that wants something and holds no connection at all is cut off. */
  private void watch(boolean empty) {
    boolean fetches = consumer.paused().size() < consumer.assignment().size() || isMember();
    if (empty && fetches && ((Number) connections.metricValue()).intValue() == 0) {
      outage.unanswered(null);
    } else {
      outage.answered();
    }
  }

  private void noteLag() {
    if (lags != null) {
      lag.note(consumer);
    }
  }

  private void noteMembership() {
    membership = isMember() ? new Membership(consumer.groupMetadata(), partitions()) : null;
  }

  private boolean isMember() {
    return !consumer.subscription().isEmpty();
  }

  private List<TopicPartition> of(Collection<Integer> partitions) {
    return partitions.stream().map(this::of).toList();
  }

  private TopicPartition of(int partition) {
    return new TopicPartition(topic.name(), partition);
  }

  private static Map<Integer, Long> byPartition(Map<TopicPartition, Long> offsets) {
    return offsets.entrySet().stream()
        .collect(Collectors.toMap(entry -> entry.getKey().partition(), Map.Entry::getValue));
  }

  private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
    return partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet());
  }

  /** As of the last poll: the group's generation, and what this member holds in it. */
  private record Membership(ConsumerGroupMetadata group, Set<Integer> partitions) {}

  private final class Rebalance implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      if (!partitions.isEmpty()) {
        revoked.accept(numbers(partitions));
      }
    }
  }
}
