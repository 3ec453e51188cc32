package dev.aria.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.runtime.kafka.LogWriter.WriteFailures;
import dev.aria.runtime.settings.KafkaSettings;
import dev.aria.runtime.topic.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** What brokers that crashed have left open, as a writer finds it when it begins. */
final class ForgottenTransactionTest {
  private static final Topic<String> TOPIC = Texts.topic("draws", 3);

  /** Keeps what a transaction that was rolled back had sent. */
  private static final class Recording extends MockProducer<byte[], byte[]> {
    private List<ProducerRecord<byte[], byte[]>> rolledBack = List.of();

    Recording() {
      super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void abortTransaction() {
      rolledBack = List.copyOf(uncommittedRecords());
      super.abortTransaction();
    }
  }

  /** Brokers that hold {@code open} for whoever asks about {@link #TOPIC}. */
  private record Brokers(Set<TopicPartition> open) implements BrokerTransactions {
    @Override
    public End end(String transactionalId) {
      return End.UNKNOWN;
    }

    @Override
    public boolean timedOut(String transactionalId) {
      return false;
    }

    @Override
    public Set<TopicPartition> open(String transactionalId, Collection<Topic<?>> topics) {
      return topics.contains(TOPIC) ? open : Set.of();
    }
  }

  @Test
  void begin_partitionsLeftOpen_areMarkedByATransactionRolledBack() {
    Recording producer = new Recording();
    Set<TopicPartition> open =
        Set.of(new TopicPartition("draws", 0), new TopicPartition("draws", 2));

    begin(producer, new Brokers(open));

    assertThat(producer.rolledBack)
        .extracting(sent -> new TopicPartition(sent.topic(), sent.partition()))
        .containsExactlyInAnyOrderElementsOf(open);
    assertThat(producer.transactionInFlight()).isFalse();
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void begin_nothingLeftOpen_beginsNoTransaction() {
    Recording producer = new Recording();

    begin(producer, new Brokers(Set.of()));

    assertThat(producer.transactionInitialized()).isTrue();
    assertThat(producer.transactionAborted()).isFalse();
  }

  private static void begin(Recording producer, Brokers brokers) {
    KafkaSettings settings = KafkaSettings.of("localhost:1");
    try (WriteWatch watch = new WriteWatch(settings, InstantSource.system());
        LogTransactions writer =
            new LogTransactions(
                () -> producer,
                brokers,
                new LogTransactions.Scope("sampler", List.of(TOPIC)),
                new WriteFailures("localhost:1", Duration.ofSeconds(1)),
                watch)) {
      writer.begin();
    }
  }
}
