package dev.aria.runtime.kafka;

import static dev.aria.runtime.kafka.Texts.receive;
import static dev.aria.runtime.kafka.Texts.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.runtime.kafka.failure.FencedOut;
import dev.aria.runtime.kafka.failure.RolledBack;
import dev.aria.runtime.kafka.reading.GroupReader;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.kafka.transaction.Transaction;
import dev.aria.runtime.kafka.transaction.TransactionalWriter;
import dev.aria.runtime.kafka.writing.TopicWriter;
import dev.aria.runtime.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Transactions and the groups whose progress they hold. */
class TransactionsIT {
  private static final Duration SHORT = Duration.ofMillis(200);

  @RegisterExtension private static final OneBroker KAFKA = new OneBroker();

  @Test
  void commit_isSeenWholeAndOnlyAfterwards(TestInfo test) {
    Topic<String> topic = KAFKA.made(test, 2);
    try (TransactionalWriter writer = KAFKA.cluster().transactionalWriter(OneBroker.name(test));
        TopicReader<String> reader = KAFKA.cluster().reader(topic, List.of(0, 1))) {
      writer.commit(
          transaction -> {
            transaction.send(topic, 0, "k", "first");
            transaction.send(topic, 1, "k", "second");
            assertThat(reader.poll(SHORT)).isEmpty();
          });

      assertThat(take(reader, 2)).containsExactlyInAnyOrder("first", "second");
    }
  }

  @Test
  void commit_whoseContentThrows_leavesNothing(TestInfo test) {
    Topic<String> topic = KAFKA.made(test, 1);
    try (TransactionalWriter writer = KAFKA.cluster().transactionalWriter(OneBroker.name(test));
        TopicReader<String> reader = KAFKA.cluster().reader(topic, List.of(0))) {
      assertThatThrownBy(
              () ->
                  writer.commit(
                      transaction -> {
                        transaction.send(topic, 0, "k", "lost");
                        throw new IllegalStateException("halfway");
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("halfway");

      writer.commit(transaction -> transaction.send(topic, 0, "k", "kept"));

      assertThat(take(reader, 1)).containsExactly("kept");
    }
  }

  @Test
  void commit_thatTookTooLong_isRolledBackAndItsWriterGoesOn(TestInfo test) {
    Topic<String> topic = KAFKA.made(test, 1);
    try (TransactionalWriter writer = KAFKA.cluster().transactionalWriter(OneBroker.name(test));
        TopicWriter<String> after = KAFKA.cluster().writer(topic);
        TopicReader<String> reader = KAFKA.cluster().reader(topic, List.of(0))) {
      assertThatThrownBy(
              () -> writer.commit(transaction -> stall(transaction, topic, after, reader)))
          .isInstanceOf(RolledBack.class);

      writer.commit(transaction -> transaction.send(topic, 0, "k", "again"));

      assertThat(take(reader, 1)).containsExactly("again");
    }
  }

  /**
   * Leaves the transaction open until a reader sees what lies behind it: then it was rolled back.
   */
  private static void stall(
      Transaction transaction,
      Topic<String> topic,
      TopicWriter<String> after,
      TopicReader<String> reader) {
    transaction.send(topic, 0, "k", "late");
    awaitOpen(topic, Set.of(0));
    after.send(0, "k", "behind it").toCompletableFuture().join();
    assertThat(take(reader, 1)).containsExactly("behind it");
  }

  @Test
  void open_whileATransactionIs_namesItsPartitions(TestInfo test) {
    Topic<String> topic = KAFKA.made(test, 2);
    try (TransactionalWriter writer =
            KAFKA.cluster().transactionalWriter(OneBroker.name(test), topic);
        TopicReader<String> reader = KAFKA.cluster().reader(topic, List.of(1))) {
      writer.commit(
          transaction -> {
            transaction.send(topic, 1, "k", "open");
            awaitOpen(topic, Set.of(1));
          });

      assertThat(take(reader, 1)).containsExactly("open");
      awaitOpen(topic, Set.of());
    }
  }

  /** Of the writer that is named after the test, as {@code topic} is. */
  private static void awaitOpen(Topic<String> topic, Set<Integer> partitions) {
    Set<TopicPartition> expected =
        partitions.stream()
            .map(partition -> new TopicPartition(topic.name(), partition))
            .collect(Collectors.toSet());
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> KAFKA.cluster().transactions().open(topic.name(), List.of(topic)),
            expected::equals);
  }

  @Test
  void commit_afterAnotherTookTheId_isFencedOut(TestInfo test) {
    Topic<String> topic = KAFKA.made(test, 1);
    try (TransactionalWriter old = KAFKA.cluster().transactionalWriter(OneBroker.name(test))) {
      old.commit(transaction -> transaction.send(topic, 0, "k", "old"));
      try (TransactionalWriter young = KAFKA.cluster().transactionalWriter(OneBroker.name(test));
          TopicReader<String> reader = KAFKA.cluster().reader(topic, List.of(0))) {

        assertThatThrownBy(
                () -> old.commit(transaction -> transaction.send(topic, 0, "k", "zombie")))
            .isInstanceOf(FencedOut.class)
            .hasMessageContaining(OneBroker.name(test));
        young.commit(transaction -> transaction.send(topic, 0, "k", "young"));

        assertThat(take(reader, 2)).containsExactly("old", "young");
      }
    }
  }

  @Test
  void groupReader_afterRestart_goesOnWhereConsumed(TestInfo test) {
    Topic<String> source = KAFKA.made(test, 1);
    KAFKA.write(source, 0, "a", "b", "c");
    try (TransactionalWriter writer = KAFKA.cluster().transactionalWriter(OneBroker.name(test));
        GroupReader<String> reader = KAFKA.cluster().groupReader(source, OneBroker.name(test))) {
      assertThat(take(reader, 3)).hasSize(3);
      writer.commit(transaction -> transaction.consumed(reader, Map.of(0, 2L)));
    }

    try (GroupReader<String> reader = KAFKA.cluster().groupReader(source, OneBroker.name(test))) {
      assertThat(take(reader, 1)).containsExactly("c");
    }
  }

  @Test
  void endOffsets_ofAMember_stopBeforeWhatIsNotCommitted(TestInfo test) {
    Topic<String> source = KAFKA.made(test, 2);
    KAFKA.write(source, 0, "a", "b");
    try (TransactionalWriter writer = KAFKA.cluster().transactionalWriter(OneBroker.name(test));
        TopicWriter<String> other = KAFKA.cluster().writer(source);
        GroupReader<String> reader = KAFKA.cluster().groupReader(source, OneBroker.name(test))) {
      assertThat(take(reader, 2)).hasSize(2);
      writer.commit(
          transaction -> {
            transaction.send(source, 1, "k", "open");
            other.send(0, "k", "c").toCompletableFuture().join();
            assertThat(reader.endOffsets()).isEqualTo(Map.of(0, 3L, 1, 0L));
          });

      assertThat(reader.beginningOffsets()).isEqualTo(Map.of(0, 0L, 1, 0L));
      Awaitility.await() // the broker writes the end of a transaction after it has agreed to it
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(reader.endOffsets()).isEqualTo(Map.of(0, 3L, 1, 2L)));
    }
  }

  @Test
  void consumed_tellsHowFarTheGroupIs(TestInfo test) {
    Topic<String> source = KAFKA.made(test, 2);
    KAFKA.write(source, 1, "a", "b");
    assertThat(KAFKA.cluster().consumed(source, OneBroker.name(test))).isEmpty();
    try (TransactionalWriter writer = KAFKA.cluster().transactionalWriter(OneBroker.name(test));
        GroupReader<String> reader = KAFKA.cluster().groupReader(source, OneBroker.name(test))) {
      assertThat(take(reader, 2)).hasSize(2);

      writer.commit(transaction -> transaction.consumed(reader, Map.of(1, 1L)));
      awaitConsumed(source, test, Map.of(1, 1L));
      writer.commit(
          transaction -> {
            transaction.consumed(reader, Map.of(1, 2L));
            awaitConsumed(source, test, Map.of(1, 1L)); // not yet settled
          });
    }

    awaitConsumed(source, test, Map.of(1, 2L));
  }

  private static void awaitConsumed(
      Topic<String> source, TestInfo test, Map<Integer, Long> expected) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> KAFKA.cluster().consumed(source, OneBroker.name(test)), expected::equals);
  }

  @Test
  void groupReader_secondMember_takesOverFromWhatWasConsumed(TestInfo test) {
    Topic<String> source = KAFKA.made(test, 4);
    Topic<String> sink = Texts.topic(OneBroker.name(test) + "-out", 1);
    KAFKA.cluster().ensure(List.of(sink));
    for (int partition = 0; partition < 4; partition++) {
      KAFKA.write(source, partition, "done-" + partition);
    }
    try (TransactionalWriter firstOut =
            KAFKA.cluster().transactionalWriter(OneBroker.name(test) + "-1");
        TransactionalWriter secondOut =
            KAFKA.cluster().transactionalWriter(OneBroker.name(test) + "-2");
        GroupReader<String> first = KAFKA.cluster().groupReader(source, OneBroker.name(test));
        GroupReader<String> second = KAFKA.cluster().groupReader(source, OneBroker.name(test))) {
      Set<Integer> lost = new TreeSet<>();
      first.onRevoked(lost::addAll);
      copy(first, firstOut, sink, 4);

      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                assertThat(first.poll(SHORT)).isEmpty();
                assertThat(second.poll(SHORT)).isEmpty();
                return first.partitions().size() == 2 && second.partitions().size() == 2;
              });
      for (int partition = 0; partition < 4; partition++) {
        KAFKA.write(source, partition, "new-" + partition);
      }
      int moved = second.partitions().iterator().next();
      assertThatThrownBy(() -> firstOut.commit(t -> t.consumed(first, Map.of(moved, 1L))))
          .isInstanceOf(RolledBack.class)
          .hasMessageContaining("moved to another member");
      copy(first, firstOut, sink, 2);
      copy(second, secondOut, sink, 2);

      assertThat(lost).isEqualTo(second.partitions());
    }
    try (TopicReader<String> reader = KAFKA.cluster().reader(sink, List.of(0))) {
      assertThat(take(reader, 8)).doesNotHaveDuplicates().hasSize(8);
    }
  }

  private static void copy(
      GroupReader<String> from, TransactionalWriter writer, Topic<String> to, int count) {
    List<Received<String>> read = receive(from, count);
    assertThat(read).hasSize(count);
    writer.commit(
        transaction -> {
          read.forEach(record -> transaction.send(to, 0, "k", record.value()));
          transaction.consumed(
              from,
              read.stream()
                  .collect(Collectors.toMap(Received::partition, record -> record.offset() + 1)));
        });
  }
}
