package dev.aria.runtime.kafka.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.runtime.kafka.Texts;
import dev.aria.runtime.kafka.failure.FencedOut;
import dev.aria.runtime.kafka.failure.RolledBack;
import dev.aria.runtime.kafka.failure.WriteFailures;
import dev.aria.runtime.kafka.transaction.BrokerTransactions.End;
import dev.aria.runtime.kafka.writing.WriteWatch;
import dev.aria.runtime.settings.KafkaSettings;
import dev.aria.runtime.topic.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A commit that the coordinator answers with an error of its own, as Kafka 4.4 does when it is just
 * rolling the transaction back for its age (TransactionMetadata.prepareTransitionTo).
 */
final class StumblingCoordinatorTest {
  private static final Topic<String> TOPIC = Texts.topic("draws", 1);

  private final MockProducer<byte[], byte[]> stumbling = producer();
  private final MockProducer<byte[], byte[]> next = producer();
  private final WriteWatch watch =
      new WriteWatch(KafkaSettings.of("localhost:1"), InstantSource.system());

  @AfterEach
  void stopWatching() {
    watch.close();
  }

  private static MockProducer<byte[], byte[]> producer() {
    return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Test
  void commit_thatWasRolledBack_saysSoAndTheWriterGoesOn() {
    try (LogTransactions writer = writer(End.ROLLED_BACK)) {
      assertThatThrownBy(() -> writer.commit(open -> open.send(TOPIC, 0, "k", "lost")))
          .isInstanceOf(RolledBack.class);

      writer.commit(open -> open.send(TOPIC, 0, "k", "again"));
    }

    assertThat(next.history()).hasSize(1);
  }

  @Test
  void commit_thatWasDoneAllTheSame_isDone() {
    try (LogTransactions writer = writer(End.COMMITTED)) {
      writer.commit(open -> open.send(TOPIC, 0, "k", "kept"));

      writer.commit(open -> open.send(TOPIC, 0, "k", "next"));
    }

    assertThat(next.history()).hasSize(1);
  }

  @Test
  void commit_idTakenOverMeanwhile_isFencedOut() {
    try (LogTransactions writer = writer(End.UNKNOWN)) {
      assertThatThrownBy(() -> writer.commit(open -> open.send(TOPIC, 0, "k", "zombie")))
          .isInstanceOf(FencedOut.class);
    }

    assertThat(next.transactionInitialized()).isFalse();
  }

  @Test
  void commit_ofRecordsThatWereRefused_isNotTakenForTheOneBefore() {
    KafkaException refused =
        new KafkaException(
            "Cannot execute transactional method because we are in an error state",
            new UnknownServerException("unexpected"));
    try (LogTransactions writer = writer(End.COMMITTED, refused)) {
      assertThatThrownBy(() -> writer.commit(open -> open.send(TOPIC, 0, "k", "refused")))
          .hasRootCause(refused.getCause());
    }

    assertThat(next.transactionInitialized()).isFalse();
  }

  /** As kafka-clients 4.4 says it, without a cause. */
  private LogTransactions writer(End end) {
    return writer(
        end,
        new KafkaException(
            "Unhandled error in EndTxnResponse: The server experienced an unexpected error when"
                + " processing the request."));
  }

  private LogTransactions writer(End end, KafkaException failure) {
    stumbling.commitTransactionException = failure;
    Deque<MockProducer<byte[], byte[]>> producers = new ArrayDeque<>(List.of(stumbling, next));
    LogTransactions writer =
        new LogTransactions(
            producers::remove,
            KnownBrokers.whoseLastEnded(end),
            new LogTransactions.Scope("sampler", List.of(TOPIC), List.of()),
            new WriteFailures("localhost:1", Duration.ofSeconds(1)),
            watch,
            Duration.ofSeconds(4));
    writer.begin();
    return writer;
  }
}
