package dev.aria.runtime.kafka.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.runtime.kafka.Texts;
import dev.aria.runtime.kafka.failure.FencedOut;
import dev.aria.runtime.kafka.failure.RolledBack;
import dev.aria.runtime.kafka.failure.WriteFailures;
import dev.aria.runtime.kafka.reading.GroupPlace;
import dev.aria.runtime.kafka.transaction.BrokerTransactions.End;
import dev.aria.runtime.kafka.writing.WriteWatch;
import dev.aria.runtime.settings.KafkaSettings;
import dev.aria.runtime.topic.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A commit that Kafka's client never ends, as kafka-clients 4.4 did (seen once, with a broker that
 * was killed): its transaction had been rolled back, and its network thread went round in circles.
 */
final class StalledCommitTest {
  private static final Topic<String> TOPIC = Texts.topic("draws", 1);
  private static final Duration TIMEOUT = Duration.ofMillis(50);

  private final StuckProducer stuck = new StuckProducer();
  private final MockProducer<byte[], byte[]> next =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private OptionalInt rolledBackAt = OptionalInt.empty();
  private int epochNow = 8;
  private final WriteWatch watch =
      new WriteWatch(KafkaSettings.of("localhost:1"), InstantSource.system());

  @AfterEach
  void stopWatching() {
    watch.close();
  }

  @Test
  void commit_thatDoesNotEndAlthoughRolledBack_saysSoAndTheWriterGoesOn() {
    rolledBackAt = OptionalInt.of(7);
    try (LogTransactions writer = writer()) {
      assertThatThrownBy(() -> writer.commit(open -> open.send(TOPIC, 0, "k", "lost")))
          .isInstanceOf(RolledBack.class)
          .hasMessageContaining("did not end");

      writer.commit(open -> open.send(TOPIC, 0, "k", "again"));
    }

    assertThat(stuck.closed()).isTrue();
    assertThat(next.history()).hasSize(1);
  }

  @Test
  void commit_thatMayHaveArrivedAfterAll_isFencedOut() {
    rolledBackAt = OptionalInt.of(7);
    epochNow = 9; // one for the transaction, one for taking the id over
    try (LogTransactions writer = writer()) {
      assertThatThrownBy(() -> writer.commit(open -> open.send(TOPIC, 0, "k", "late")))
          .isInstanceOf(FencedOut.class);
    }
  }

  @Test
  void commit_thatTakesLongAndIsNotRolledBack_isWaitedFor() {
    stuck.commitsAfter(TIMEOUT.multipliedBy(10));
    try (LogTransactions writer = writer()) {
      writer.commit(open -> open.send(TOPIC, 0, "k", "slow"));

      assertThat(stuck.closed()).isFalse();
    }
    assertThat(stuck.history()).hasSize(1);
  }

  private LogTransactions writer() {
    Deque<MockProducer<byte[], byte[]>> producers = new ArrayDeque<>(List.of(stuck, next));
    LogTransactions writer =
        new LogTransactions(
            producers::remove,
            new Brokers(),
            new LogTransactions.Scope("sampler", List.of(TOPIC), List.of()),
            new WriteFailures("localhost:1", Duration.ofSeconds(1)),
            watch,
            TIMEOUT);
    writer.begin();
    return writer;
  }

  /** Commits only when it is closed, or after a while. */
  private static final class StuckProducer extends MockProducer<byte[], byte[]> {
    private final CountDownLatch closing = new CountDownLatch(1);
    private Duration patience = Duration.ofMinutes(10);

    StuckProducer() {
      super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    void commitsAfter(Duration time) {
      patience = time;
    }

    @Override
    public void commitTransaction() {
      try {
        if (closing.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new KafkaException("Producer closed forcefully.");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new KafkaException(e);
      }
      super.commitTransaction();
    }

    @Override
    public void close(Duration timeout) {
      closing.countDown();
      super.close(timeout);
    }
  }

  private final class Brokers implements BrokerTransactions {
    @Override
    public End end(String transactionalId) {
      return End.UNKNOWN;
    }

    @Override
    public boolean timedOut(String transactionalId) {
      return rolledBackAt.isPresent();
    }

    @Override
    public OptionalInt epochOfRollback(String transactionalId) {
      return rolledBackAt;
    }

    @Override
    public OptionalInt epoch(String transactionalId) {
      return OptionalInt.of(epochNow);
    }

    @Override
    public Set<TopicPartition> open(String transactionalId, Collection<Topic<?>> topics) {
      return Set.of();
    }

    @Override
    public boolean unsettled(GroupPlace place) {
      return false;
    }
  }
}
