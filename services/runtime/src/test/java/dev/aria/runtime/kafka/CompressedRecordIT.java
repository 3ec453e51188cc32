package dev.aria.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A reader's client unpacks a batch before anybody sees how large its records are; so the broker
 * must.
 */
class CompressedRecordIT {
  private static final int LARGE = 64 << 20;

  @RegisterExtension private static final OneBroker KAFKA = new OneBroker();

  @ParameterizedTest
  @ValueSource(strings = {"zstd", "gzip", "lz4", "snappy"})
  void send_recordThatUnpacksToMoreThanTheBound_isRefusedByTheBroker(String compression) {
    Topic<?> topic = Topics.prompts("packed-" + compression, 1);
    KAFKA.cluster().ensure(List.of(topic));

    try (KafkaProducer<byte[], byte[]> writer = writer(compression)) {
      assertThatThrownBy(() -> send(writer, topic, new byte[LARGE]))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(RecordTooLargeException.class);
    }
  }

  @Test
  void send_packedRecordWithinTheBound_isRead(TestInfo test) throws Exception {
    Topic<String> topic = KAFKA.made(test, 1);

    try (KafkaProducer<byte[], byte[]> writer = writer("zstd");
        TopicReader<String> reader = KAFKA.cluster().reader(topic, List.of(0))) {
      send(writer, topic, "a".repeat(4 << 20).getBytes(StandardCharsets.UTF_8));

      assertThat(Texts.take(reader, 1).get(0)).hasSize(4 << 20);
    }
  }

  private static void send(KafkaProducer<byte[], byte[]> writer, Topic<?> topic, byte[] value)
      throws ExecutionException, InterruptedException {
    writer.send(new ProducerRecord<>(topic.name(), 0, null, value)).get();
  }

  private static KafkaProducer<byte[], byte[]> writer(String compression) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            KAFKA.bootstrap(),
            "compression.type",
            compression,
            "max.request.size",
            2 * LARGE,
            "buffer.memory",
            3L * LARGE,
            "delivery.timeout.ms",
            (int) Duration.ofMinutes(1).toMillis(),
            "request.timeout.ms",
            (int) Duration.ofSeconds(30).toMillis()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
