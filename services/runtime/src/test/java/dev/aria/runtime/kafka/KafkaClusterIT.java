package dev.aria.runtime.kafka;

import static dev.aria.runtime.kafka.Texts.receive;
import static dev.aria.runtime.kafka.Texts.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.runtime.kafka.admin.RecordLimits;
import dev.aria.runtime.kafka.failure.KafkaRefused;
import dev.aria.runtime.kafka.failure.OffsetGone;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.kafka.writing.TopicWriter;
import dev.aria.runtime.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

class KafkaClusterIT {
  @RegisterExtension private static final OneBroker KAFKA = new OneBroker();

  @Test
  void ensure_twice_makesTheTopicOnce(TestInfo test) {
    Topic<String> topic = Texts.topic(OneBroker.name(test), 3);
    assertThat(KAFKA.cluster().exists(topic)).isFalse();

    KAFKA.cluster().ensure(List.of(topic));
    KAFKA.cluster().ensure(List.of(topic));

    assertThat(KAFKA.cluster().partitions(topic)).contains(3);
  }

  @Test
  void ensure_topicWithTooFewPartitions_isRefused(TestInfo test) {
    KAFKA.cluster().ensure(List.of(Texts.topic(OneBroker.name(test), 2)));

    assertThatThrownBy(() -> KAFKA.cluster().ensure(List.of(Texts.topic(OneBroker.name(test), 4))))
        .isInstanceOf(KafkaRefused.class)
        .hasMessageContaining("has 2 partitions, this needs 4");
  }

  @Test
  void delete_topics_areGoneAndComeBackEmpty(TestInfo test) {
    Topic<String> topic = KAFKA.made(test, 2);
    KAFKA.write(topic, 1, "a", "b");

    KAFKA.cluster().delete(List.of(topic));
    KAFKA.cluster().delete(List.of(topic));

    assertThat(KAFKA.cluster().exists(topic)).isFalse();
    KAFKA.cluster().ensure(List.of(topic));
    try (TopicReader<String> reader = KAFKA.cluster().reader(topic, List.of(0, 1))) {
      assertThat(reader.endOffsets()).isEqualTo(Map.of(0, 0L, 1, 0L));
    }
  }

  @Test
  void send_rightAfterTheTopicIsMade_keepsTheOrderInEveryPartition(TestInfo test) {
    for (int topics = 0; topics < 8; topics++) {
      Topic<String> topic = Texts.topic(OneBroker.name(test) + topics, 16);
      KAFKA.cluster().ensure(List.of(topic));
      try (TopicWriter<String> writer = KAFKA.cluster().writer(topic)) {
        IntStream.range(0, 16 * 20)
            .forEach(i -> assertThat(writer.send(i % 16, "k", "" + i / 16)).isNotNull());
        writer.flush();
      }

      try (TopicReader<String> reader = KAFKA.cluster().reader(topic, List.of(0, 15))) {
        assertThat(receive(reader, 2 * 20))
            .allSatisfy(r -> assertThat(r.value()).isEqualTo("" + r.offset()));
      }
    }
  }

  @Test
  void send_values_areReadInOrderWithTheirOffsets(TestInfo test) {
    Topic<String> topic = KAFKA.made(test, 2);
    KAFKA.write(topic, 1, "a", "b", "c");

    try (TopicReader<String> reader = KAFKA.cluster().reader(topic, List.of(0, 1))) {
      List<Received<String>> read = receive(reader, 3);

      assertThat(read).extracting(Received::value).containsExactly("a", "b", "c");
      assertThat(read).extracting(Received::offset).containsExactly(0L, 1L, 2L);
      assertThat(read).extracting(Received::partition).containsOnly(1);
      assertThat(reader.positions()).isEqualTo(Map.of(0, 0L, 1, 3L));
      assertThat(reader.endOffsets()).isEqualTo(Map.of(0, 0L, 1, 3L));
    }
  }

  @Test
  void readToEnd_someRead_handsOverTheRestAndIsCaughtUp(TestInfo test) {
    Topic<String> topic = KAFKA.made(test, 2);
    KAFKA.write(topic, 0, "a", "b");
    KAFKA.write(topic, 1, "c");
    try (TopicReader<String> reader = KAFKA.cluster().reader(topic, List.of(0, 1))) {
      reader.seek(0, 1);
      List<String> read = new ArrayList<>();

      assertThat(reader.isCaughtUp()).isFalse();
      reader.readToEnd(record -> read.add(record.value()));

      assertThat(read).containsExactlyInAnyOrder("b", "c");
      assertThat(reader.isCaughtUp()).isTrue();
      assertThat(reader.hasReached(Map.of(0, 3L))).isFalse();
    }
  }

  @Test
  void readWhile_noMoreWanted_passesOverTheRest(TestInfo test) {
    Topic<String> topic = KAFKA.made(test, 1);
    KAFKA.write(topic, 0, "a", "b", "c");
    try (TopicReader<String> reader = KAFKA.cluster().reader(topic, List.of(0))) {
      List<String> read = new ArrayList<>();

      reader.readWhile(
          record -> {
            read.add(record.value());
            return !record.value().equals("b");
          });

      assertThat(read).containsExactly("a", "b");
    }
  }

  @Test
  void send_partitionBeyondTheLast_isRefusedAtOnce(TestInfo test) {
    Topic<String> topic = KAFKA.made(test, 1);
    try (TopicWriter<String> writer = KAFKA.cluster().writer(topic)) {
      assertThatThrownBy(() -> writer.send(1, "k", "v"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("partition is 1");
    }
  }

  @Test
  void send_valueAboveTheLimit_failsAndTheNextOneGoesThrough(TestInfo test) {
    Topic<String> topic = KAFKA.made(test, 1);
    try (TopicWriter<String> writer = KAFKA.cluster().writer(topic)) {
      String large = "x".repeat(RecordLimits.LARGEST + 1);

      assertThatThrownBy(() -> writer.send(0, "k", large).toCompletableFuture().join())
          .hasCauseInstanceOf(KafkaRefused.class);
      assertThat(writer.send(0, "k", "small").toCompletableFuture().join()).isZero();
    }
  }

  @Test
  void seek_goesOnAtTheOffset(TestInfo test) {
    Topic<String> topic = KAFKA.made(test, 1);
    KAFKA.write(topic, 0, "a", "b", "c");
    try (TopicReader<String> reader = KAFKA.cluster().reader(topic, List.of(0))) {
      assertThat(take(reader, 3)).hasSize(3);

      reader.seek(0, 1);

      assertThat(take(reader, 2)).containsExactly("b", "c");
    }
  }

  @Test
  void poll_offsetBeyondTheLog_saysSo(TestInfo test) {
    Topic<String> topic = KAFKA.made(test, 1);
    KAFKA.write(topic, 0, "a");
    try (TopicReader<String> reader = KAFKA.cluster().reader(topic, List.of(0))) {
      reader.seek(0, 77);

      assertThatThrownBy(() -> take(reader, 1))
          .isInstanceOf(OffsetGone.class)
          .hasMessageContaining("was to go on at 77")
          .hasMessageContaining("ends at offset 1 (it begins at 0)");
    }
  }

  @Test
  void wakeUp_endsTheNextPollAtOnce(TestInfo test) {
    Topic<String> topic = KAFKA.made(test, 1);
    try (TopicReader<String> reader = KAFKA.cluster().reader(topic, List.of(0))) {
      reader.wakeUp();
      assertThat(reader.endOffsets()).containsOnlyKeys(0); // does not swallow it

      long start = System.nanoTime();
      assertThat(reader.poll(Duration.ofSeconds(30))).isEmpty();

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }
  }

  @Test
  void pause_holdsAPartitionBack(TestInfo test) {
    Topic<String> topic = KAFKA.made(test, 2);
    KAFKA.write(topic, 0, "held");
    KAFKA.write(topic, 1, "free");
    try (TopicReader<String> reader = KAFKA.cluster().reader(topic, List.of(0, 1))) {
      reader.pause(List.of(0));
      assertThat(take(reader, 1)).containsExactly("free");

      reader.resume(List.of(0));

      assertThat(take(reader, 1)).containsExactly("held");
    }
  }

  @Test
  void partitions_ofATopicThatIsNot_isEmpty(TestInfo test) {
    assertThat(KAFKA.cluster().partitions(Texts.topic(OneBroker.name(test), 1))).isEmpty();
  }
}
