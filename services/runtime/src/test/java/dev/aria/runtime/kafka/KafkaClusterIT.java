package dev.aria.runtime.kafka;

import static dev.aria.runtime.kafka.Texts.receive;
import static dev.aria.runtime.kafka.Texts.take;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.embedded.EmbeddedKafka;
import dev.aria.runtime.settings.KafkaSettings;
import dev.aria.runtime.topic.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class KafkaClusterIT {
  private static final Duration SHORT = Duration.ofMillis(200);

  @TempDir static Path dir;
  private static EmbeddedKafka broker;
  private static KafkaCluster cluster;
  private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();

  @BeforeAll
  static void start() {
    broker = EmbeddedKafka.start(dir);
    cluster =
        KafkaCluster.connect(
            KafkaSettings.of(broker.bootstrap()), "tester", METERS, InstantSource.system());
  }

  @AfterAll
  static void stop() {
    cluster.close();
    broker.close();
  }

  @Test
  void ensure_twice_makesTheTopicOnce(TestInfo test) {
    Topic<String> topic = Texts.topic(name(test), 3);
    assertThat(cluster.exists(topic)).isFalse();

    cluster.ensure(List.of(topic));
    cluster.ensure(List.of(topic));

    assertThat(cluster.partitions(topic)).contains(3);
  }

  @Test
  void ensure_topicWithTooFewPartitions_isRefused(TestInfo test) {
    cluster.ensure(List.of(Texts.topic(name(test), 2)));

    assertThatThrownBy(() -> cluster.ensure(List.of(Texts.topic(name(test), 4))))
        .isInstanceOf(KafkaRefused.class)
        .hasMessageContaining("has 2 partitions, this needs 4");
  }

  @Test
  void delete_topics_areGoneAndComeBackEmpty(TestInfo test) {
    Topic<String> topic = made(test, 2);
    write(topic, 1, "a", "b");

    cluster.delete(List.of(topic));
    cluster.delete(List.of(topic));

    assertThat(cluster.exists(topic)).isFalse();
    cluster.ensure(List.of(topic));
    try (TopicReader<String> reader = cluster.reader(topic, List.of(0, 1))) {
      assertThat(reader.endOffsets()).isEqualTo(Map.of(0, 0L, 1, 0L));
    }
  }

  @Test
  void send_rightAfterTheTopicIsMade_keepsTheOrderInEveryPartition(TestInfo test) {
    for (int topics = 0; topics < 8; topics++) {
      Topic<String> topic = Texts.topic(name(test) + topics, 16);
      cluster.ensure(List.of(topic));
      try (TopicWriter<String> writer = cluster.writer(topic)) {
        IntStream.range(0, 16 * 20)
            .forEach(i -> assertThat(writer.send(i % 16, "k", "" + i / 16)).isNotNull());
        writer.flush();
      }

      try (TopicReader<String> reader = cluster.reader(topic, List.of(0, 15))) {
        assertThat(receive(reader, 2 * 20))
            .allSatisfy(r -> assertThat(r.value()).isEqualTo("" + r.offset()));
      }
    }
  }

  @Test
  void send_values_areReadInOrderWithTheirOffsets(TestInfo test) {
    Topic<String> topic = made(test, 2);
    write(topic, 1, "a", "b", "c");

    try (TopicReader<String> reader = cluster.reader(topic, List.of(0, 1))) {
      List<Received<String>> read = receive(reader, 3);

      assertThat(read).extracting(Received::value).containsExactly("a", "b", "c");
      assertThat(read).extracting(Received::offset).containsExactly(0L, 1L, 2L);
      assertThat(read).extracting(Received::partition).containsOnly(1);
      assertThat(reader.positions()).isEqualTo(Map.of(0, 0L, 1, 3L));
      assertThat(reader.endOffsets()).isEqualTo(Map.of(0, 0L, 1, 3L));
    }
  }

  @Test
  void send_partitionBeyondTheLast_isRefusedAtOnce(TestInfo test) {
    Topic<String> topic = made(test, 1);
    try (TopicWriter<String> writer = cluster.writer(topic)) {
      assertThatThrownBy(() -> writer.send(1, "k", "v"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("partition is 1");
    }
  }

  @Test
  void send_valueAboveTheLimit_failsAndTheNextOneGoesThrough(TestInfo test) {
    Topic<String> topic = made(test, 1);
    try (TopicWriter<String> writer = cluster.writer(topic)) {
      String large = "x".repeat(ClientProperties.MAX_RECORD_BYTES + 1);

      assertThatThrownBy(() -> writer.send(0, "k", large).toCompletableFuture().join())
          .hasCauseInstanceOf(KafkaRefused.class);
      assertThat(writer.send(0, "k", "small").toCompletableFuture().join()).isZero();
    }
  }

  @Test
  void seek_goesOnAtTheOffset(TestInfo test) {
    Topic<String> topic = made(test, 1);
    write(topic, 0, "a", "b", "c");
    try (TopicReader<String> reader = cluster.reader(topic, List.of(0))) {
      assertThat(take(reader, 3)).hasSize(3);

      reader.seek(0, 1);

      assertThat(take(reader, 2)).containsExactly("b", "c");
    }
  }

  @Test
  void poll_offsetBeyondTheLog_saysSo(TestInfo test) {
    Topic<String> topic = made(test, 1);
    write(topic, 0, "a");
    try (TopicReader<String> reader = cluster.reader(topic, List.of(0))) {
      reader.seek(0, 77);

      assertThatThrownBy(() -> take(reader, 1))
          .isInstanceOf(OffsetGone.class)
          .hasMessageContaining("offset 77")
          .hasMessageContaining("holds 0 to 1");
    }
  }

  @Test
  void wakeUp_endsTheNextPollAtOnce(TestInfo test) {
    Topic<String> topic = made(test, 1);
    try (TopicReader<String> reader = cluster.reader(topic, List.of(0))) {
      reader.wakeUp();
      assertThat(reader.endOffsets()).containsOnlyKeys(0); // does not swallow it

      long start = System.nanoTime();
      assertThat(reader.poll(Duration.ofSeconds(30))).isEmpty();

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }
  }

  @Test
  void pause_holdsAPartitionBack(TestInfo test) {
    Topic<String> topic = made(test, 2);
    write(topic, 0, "held");
    write(topic, 1, "free");
    try (TopicReader<String> reader = cluster.reader(topic, List.of(0, 1))) {
      reader.pause(List.of(0));
      assertThat(take(reader, 1)).containsExactly("free");

      reader.resume(List.of(0));

      assertThat(take(reader, 1)).containsExactly("held");
    }
  }

  @Test
  void commit_isSeenWholeAndOnlyAfterwards(TestInfo test) {
    Topic<String> topic = made(test, 2);
    try (TransactionalWriter writer = cluster.transactionalWriter(name(test));
        TopicReader<String> reader = cluster.reader(topic, List.of(0, 1))) {
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
    Topic<String> topic = made(test, 1);
    try (TransactionalWriter writer = cluster.transactionalWriter(name(test));
        TopicReader<String> reader = cluster.reader(topic, List.of(0))) {
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
  void commit_afterAnotherTookTheId_isFencedOut(TestInfo test) {
    Topic<String> topic = made(test, 1);
    try (TransactionalWriter old = cluster.transactionalWriter(name(test))) {
      old.commit(transaction -> transaction.send(topic, 0, "k", "old"));
      try (TransactionalWriter young = cluster.transactionalWriter(name(test));
          TopicReader<String> reader = cluster.reader(topic, List.of(0))) {

        assertThatThrownBy(
                () -> old.commit(transaction -> transaction.send(topic, 0, "k", "zombie")))
            .isInstanceOf(FencedOut.class)
            .hasMessageContaining(name(test));
        young.commit(transaction -> transaction.send(topic, 0, "k", "young"));

        assertThat(take(reader, 2)).containsExactly("old", "young");
      }
    }
  }

  @Test
  void groupReader_afterRestart_goesOnWhereConsumed(TestInfo test) {
    Topic<String> source = made(test, 1);
    write(source, 0, "a", "b", "c");
    try (TransactionalWriter writer = cluster.transactionalWriter(name(test));
        GroupReader<String> reader = cluster.groupReader(source, name(test))) {
      assertThat(take(reader, 3)).hasSize(3);
      writer.commit(transaction -> transaction.consumed(reader, Map.of(0, 2L)));
    }

    try (GroupReader<String> reader = cluster.groupReader(source, name(test))) {
      assertThat(take(reader, 1)).containsExactly("c");
    }
  }

  @Test
  void consumed_tellsHowFarTheGroupIs(TestInfo test) {
    Topic<String> source = made(test, 2);
    write(source, 1, "a", "b");
    assertThat(cluster.consumed(source, name(test))).isEmpty();
    try (TransactionalWriter writer = cluster.transactionalWriter(name(test));
        GroupReader<String> reader = cluster.groupReader(source, name(test))) {
      assertThat(take(reader, 2)).hasSize(2);

      writer.commit(transaction -> transaction.consumed(reader, Map.of(1, 2L)));
    }

    assertThat(cluster.consumed(source, name(test))).isEqualTo(Map.of(1, 2L));
  }

  @Test
  void partitions_ofATopicThatIsNot_isEmpty(TestInfo test) {
    assertThat(cluster.partitions(Texts.topic(name(test), 1))).isEmpty();
  }

  @Test
  void groupReader_secondMember_takesOverFromWhatWasConsumed(TestInfo test) {
    Topic<String> source = made(test, 4);
    Topic<String> sink = Texts.topic(name(test) + "-out", 1);
    cluster.ensure(List.of(sink));
    for (int partition = 0; partition < 4; partition++) {
      write(source, partition, "done-" + partition);
    }
    try (TransactionalWriter firstOut = cluster.transactionalWriter(name(test) + "-1");
        TransactionalWriter secondOut = cluster.transactionalWriter(name(test) + "-2");
        GroupReader<String> first = cluster.groupReader(source, name(test));
        GroupReader<String> second = cluster.groupReader(source, name(test))) {
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
        write(source, partition, "new-" + partition);
      }
      int moved = second.partitions().iterator().next();
      assertThatThrownBy(() -> firstOut.commit(t -> t.consumed(first, Map.of(moved, 1L))))
          .isInstanceOf(RolledBack.class)
          .hasMessageContaining("moved to another member");
      copy(first, firstOut, sink, 2);
      copy(second, secondOut, sink, 2);

      assertThat(lost).isEqualTo(second.partitions());
    }
    try (TopicReader<String> reader = cluster.reader(sink, List.of(0))) {
      assertThat(take(reader, 8)).doesNotHaveDuplicates().hasSize(8);
    }
  }

  @Test
  void poll_unreadableRecord_goesToTheDeadLettersAndTheRestIsRead(TestInfo test) {
    Topic<String> topic = made(test, 2);
    write(topic, 1, "before", "poison", "after");

    try (TopicReader<String> reader = cluster.reader(topic, List.of(0, 1))) {
      assertThat(take(reader, 2)).containsExactly("before", "after");
    }

    ConsumerRecord<String, String> dead = onlyRecord(topic.deadLetters());
    assertThat(dead.value()).isEqualTo("poison");
    assertThat(dead.key()).isEqualTo("key");
    assertThat(headers(dead))
        .isEqualTo(
            Map.of(
                "reason", "it is poison",
                "service", "tester",
                "source-topic", topic.name(),
                "source-partition", "1",
                "source-offset", "1"));
    assertThat(METERS.get("aria.dead.letters").tag("topic", topic.name()).counter().count())
        .isEqualTo(1);
  }

  @Test
  void refuse_recordOfTheLastPoll_isKeptAsItCameWithTheReason(TestInfo test) {
    Topic<String> topic = made(test, 2);
    write(topic, 1, "first", "second");

    try (TopicReader<String> reader = cluster.reader(topic, List.of(0, 1))) {
      reader.seek(1, 1);
      Received<String> second = receive(reader, 1).get(0);
      reader.refuse(second, "of no use");

      assertThat(reader.poll(SHORT)).isEmpty();
      assertThatThrownBy(() -> reader.refuse(second, "too late"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("did not come with the last poll");
    }

    ConsumerRecord<String, String> dead = onlyRecord(topic.deadLetters());
    assertThat(dead.value()).isEqualTo("second");
    assertThat(headers(dead))
        .containsEntry("reason", "of no use")
        .containsEntry("source-topic", topic.name())
        .containsEntry("source-partition", "1")
        .containsEntry("source-offset", "1");
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

  private static Map<String, String> headers(ConsumerRecord<?, ?> record) {
    Map<String, String> headers = new HashMap<>();
    record
        .headers()
        .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    return headers;
  }

  private static ConsumerRecord<String, String> onlyRecord(String topic) {
    Map<String, Object> properties = Map.of("bootstrap.servers", broker.bootstrap());
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      List<ConsumerRecord<String, String>> records = new ArrayList<>();
      Awaitility.await()
          .until(
              () -> {
                consumer.poll(SHORT).forEach(records::add);
                return !records.isEmpty();
              });
      assertThat(records).hasSize(1);
      return records.get(0);
    }
  }

  private static void write(Topic<String> topic, int partition, String... values) {
    try (TopicWriter<String> writer = cluster.writer(topic)) {
      for (String value : values) {
        writer.send(partition, "key", value).toCompletableFuture().join();
      }
    }
  }

  private static Topic<String> made(TestInfo test, int partitions) {
    Topic<String> topic = Texts.topic(name(test), partitions);
    cluster.ensure(List.of(topic));
    return topic;
  }

  private static String name(TestInfo test) {
    return test.getTestMethod().orElseThrow().getName();
  }
}
