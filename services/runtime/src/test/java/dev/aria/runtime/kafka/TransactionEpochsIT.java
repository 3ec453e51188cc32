package dev.aria.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.runtime.kafka.transaction.BrokerTransactions;
import dev.aria.runtime.settings.KafkaSettings;
import dev.aria.runtime.topic.Topic;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a writer whose commit never ended counts on: epochs tell every transaction that ended. */
class TransactionEpochsIT {
  @RegisterExtension private static final OneBroker KAFKA = new OneBroker();

  @Test
  void epoch_afterARollback_isOneMoreOnceTheIdIsTakenOverAndMoreAfterACommit(TestInfo test) {
    Topic<String> topic = KAFKA.made(test, 1);
    String id = OneBroker.name(test);
    BrokerTransactions brokers = KAFKA.cluster().transactions();
    try (KafkaProducer<byte[], byte[]> stalled = producer(id);
        KafkaProducer<byte[], byte[]> next = producer(id)) {
      stalled.initTransactions();
      write(stalled, topic);
      stalled.commitTransaction();
      assertThat(brokers.epochOfRollback(id)).isEmpty();
      write(stalled, topic);
      int rolledBack = awaitRollback(brokers, id);

      next.initTransactions();

      assertThat(brokers.epoch(id)).hasValue(rolledBack + 1);
      assertThat(brokers.epochOfRollback(id)).isEmpty();
      write(next, topic);
      next.commitTransaction();
      assertThat(brokers.epoch(id).orElseThrow()).isGreaterThan(rolledBack + 1);
    }
  }

  private static int awaitRollback(BrokerTransactions brokers, String id) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> brokers.epochOfRollback(id).isPresent());
    return brokers.epochOfRollback(id).orElseThrow();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the flush waits for it
  private static void write(KafkaProducer<byte[], byte[]> producer, Topic<?> topic) {
    producer.beginTransaction();
    producer.send(new ProducerRecord<>(topic.name(), 0, new byte[0], new byte[0]));
    producer.flush();
  }

  private static KafkaProducer<byte[], byte[]> producer(String id) {
    KafkaSettings settings = KafkaSettings.of(KAFKA.bootstrap());
    Map<String, Object> properties = new ClientProperties(settings, "tester").transactional(id);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
