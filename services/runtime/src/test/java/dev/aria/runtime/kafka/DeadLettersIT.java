package dev.aria.runtime.kafka;

import static dev.aria.runtime.kafka.Texts.receive;
import static dev.aria.runtime.kafka.Texts.take;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeadLettersIT {
  private static final Duration SHORT = Duration.ofMillis(200);

  @RegisterExtension private static final OneBroker KAFKA = new OneBroker();

  @Test
  void poll_unreadableRecord_goesToTheDeadLettersAndTheRestIsRead(TestInfo test) {
    Topic<String> topic = KAFKA.made(test, 2);
    KAFKA.write(topic, 1, "before", "poison", "after");

    try (TopicReader<String> reader = KAFKA.cluster().reader(topic, List.of(0, 1))) {
      assertThat(take(reader, 2)).containsExactly("before", "after");
    }

    ConsumerRecord<String, String> dead = onlyRecord(topic.deadLetters());
    assertThat(dead.value()).isEqualTo("poison");
    assertThat(dead.key()).isEqualTo("key");
    Map<String, String> headers = headers(dead);
    assertThat(headers.remove("source-timestamp")).matches("\\d+");
    assertThat(headers)
        .isEqualTo(
            Map.of(
                "reason", "it is poison",
                "service", "tester",
                "source-topic", topic.name(),
                "source-partition", "1",
                "source-offset", "1"));
    assertThat(KAFKA.meters.get("aria.dead.letters").tag("topic", topic.name()).counter().count())
        .isEqualTo(1);
  }

  @Test
  void refuse_recordOfTheLastPoll_isKeptAsItCameWithTheReason(TestInfo test) {
    Topic<String> topic = KAFKA.made(test, 2);
    KAFKA.write(topic, 1, "first", "second");

    try (TopicReader<String> reader = KAFKA.cluster().reader(topic, List.of(0, 1))) {
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

  private static Map<String, String> headers(ConsumerRecord<?, ?> record) {
    Map<String, String> headers = new HashMap<>();
    record
        .headers()
        .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    return headers;
  }

  private static ConsumerRecord<String, String> onlyRecord(String topic) {
    Map<String, Object> properties = Map.of("bootstrap.servers", KAFKA.bootstrap());
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
}
