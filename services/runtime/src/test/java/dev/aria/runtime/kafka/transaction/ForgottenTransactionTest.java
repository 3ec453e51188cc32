package dev.aria.runtime.kafka.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.runtime.kafka.Texts;
import dev.aria.runtime.kafka.failure.WriteFailures;
import dev.aria.runtime.kafka.reading.GroupPlace;
import dev.aria.runtime.kafka.writing.WriteWatch;
import dev.aria.runtime.settings.KafkaSettings;
import dev.aria.runtime.topic.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** What brokers that crashed have left open, as a writer finds it when it begins. */
final class ForgottenTransactionTest {
  private static final Topic<String> TOPIC = Texts.topic("draws", 3);

  private static final GroupPlace PLACE =
      new GroupPlace(new MockConsumer<>("earliest").groupMetadata(), "source", 2);

  /** Keeps what a transaction that was rolled back had sent. */
  private static final class Recording extends MockProducer<byte[], byte[]> {
    private final List<String> groups = new ArrayList<>();
    private List<ProducerRecord<byte[], byte[]>> rolledBack = List.of();

    Recording() {
      super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void sendOffsetsToTransaction(
        Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
      super.sendOffsetsToTransaction(offsets, group);
      assertThat(offsets).hasSize(1); // none at all would not reach the group
      groups.add(group.groupId());
    }

    @Override
    public void abortTransaction() {
      rolledBack = List.copyOf(uncommittedRecords());
      super.abortTransaction();
    }
  }

  @Test
  void begin_partitionsLeftOpen_areMarkedByATransactionRolledBack() {
    Recording producer = new Recording();
    Set<TopicPartition> open =
        Set.of(new TopicPartition("draws", 0), new TopicPartition("draws", 2));

    begin(producer, KnownBrokers.withOpen(open, false));

    assertThat(producer.rolledBack)
        .extracting(sent -> new TopicPartition(sent.topic(), sent.partition()))
        .containsExactlyInAnyOrderElementsOf(open);
    assertThat(producer.transactionInFlight()).isFalse();
    assertThat(producer.history()).isEmpty();
    assertThat(producer.groups).isEmpty();
  }

  @Test
  void begin_partitionsLeftOpenByOneThatConsumes_rollsBackThePlaceOfItsGroupToo() {
    Recording producer = new Recording();
    Set<TopicPartition> open = Set.of(new TopicPartition("draws", 1));

    begin(producer, KnownBrokers.withOpen(open, false), PLACE);

    assertThat(producer.rolledBack).hasSize(1);
    assertThat(producer.groups).containsExactly(PLACE.group());
    assertThat(producer.consumerGroupOffsetsHistory()).isEmpty();
  }

  @Test
  void begin_placeOfTheGroupAloneUnsettled_isRolledBack() {
    Recording producer = new Recording();

    begin(producer, KnownBrokers.withOpen(Set.of(), true), PLACE);

    assertThat(producer.transactionAborted()).isTrue();
    assertThat(producer.groups).containsExactly(PLACE.group());
    assertThat(producer.consumerGroupOffsetsHistory()).isEmpty();
  }

  @Test
  void begin_nothingLeftOpen_beginsNoTransaction() {
    Recording producer = new Recording();

    begin(producer, KnownBrokers.withOpen(Set.of(), false), PLACE);

    assertThat(producer.transactionInitialized()).isTrue();
    assertThat(producer.transactionAborted()).isFalse();
  }

  private static void begin(Recording producer, KnownBrokers brokers, GroupPlace... consumed) {
    KafkaSettings settings = KafkaSettings.of("localhost:1");
    try (WriteWatch watch = new WriteWatch(settings, InstantSource.system());
        LogTransactions writer =
            new LogTransactions(
                () -> producer,
                brokers,
                new LogTransactions.Scope("sampler", List.of(TOPIC), List.of(consumed)),
                new WriteFailures("localhost:1", Duration.ofSeconds(1)),
                watch,
                Duration.ofSeconds(4))) {
      writer.begin();
    }
  }
}
