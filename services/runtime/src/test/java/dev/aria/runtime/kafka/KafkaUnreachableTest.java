package dev.aria.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.runtime.kafka.failure.KafkaRefused;
import dev.aria.runtime.kafka.failure.KafkaUnreachable;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.kafka.writing.TopicWriter;
import dev.aria.runtime.settings.KafkaSettings;
import dev.aria.runtime.topic.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a port on which nothing listens. */
class KafkaUnreachableTest {
  private final Topic<String> topic = Texts.topic("t", 1);
  private KafkaCluster cluster;
  private int port;

  @BeforeEach
  void connect() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    cluster = connect(patient("127.0.0.1:" + port));
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void ensure_withoutABroker_givesUpWithTheAddress() {
    assertThatThrownBy(() -> cluster.ensure(List.of(topic)))
        .isInstanceOf(KafkaUnreachable.class)
        .hasMessageContaining("Kafka at 127.0.0.1:");
  }

  @Test
  void poll_withoutABroker_returnsEmptyThenGivesUp() {
    try (TopicReader<String> reader = cluster.reader(topic, List.of(0))) {
      assertThat(reader.poll(Duration.ofMillis(10))).isEmpty();

      assertThatThrownBy(
              () -> {
                while (true) {
                  assertThat(reader.poll(Duration.ofMillis(100))).isEmpty();
                }
              })
          .isInstanceOf(KafkaUnreachable.class)
          .hasMessageContaining("aria.kafka.bootstrap-servers");
    }
  }

  @Test
  void endOffsets_withoutABroker_givesUpOnceItsPatienceIsOver() {
    givesUpInTime(TopicReader::endOffsets);
  }

  @Test
  void beginningOffsets_withoutABroker_givesUpOnceItsPatienceIsOver() {
    givesUpInTime(TopicReader::beginningOffsets);
  }

  @Test
  void endOffsets_withoutABrokerWhenTheServiceIsToStop_givesUpSoon() {
    KafkaCluster left = connect(KafkaSettings.of("127.0.0.1:" + port)); // patient for 5 minutes
    left.leave();
    try (TopicReader<String> reader = left.reader(topic, List.of(0))) {
      assertThatThrownBy(reader::endOffsets).isInstanceOf(KafkaUnreachable.class);
    } finally {
      left.close();
    }
  }

  /** Kafka's own patience with a question is 60 s. */
  private void givesUpInTime(Consumer<TopicReader<String>> question) {
    try (TopicReader<String> reader = cluster.reader(topic, List.of(0))) {
      long began = System.nanoTime();

      assertThatThrownBy(() -> question.accept(reader))
          .isInstanceOf(KafkaUnreachable.class)
          .hasMessageContaining("aria.kafka.bootstrap-servers");

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
    }
  }

  @Test
  void send_withoutABroker_failsWithTheAddress() {
    try (TopicWriter<String> writer = cluster.writer(topic)) {
      assertThatThrownBy(() -> writer.send(0, "k", "v").toCompletableFuture().join())
          .hasCauseInstanceOf(KafkaUnreachable.class);
    }
  }

  @Test
  void connect_toAnAddressWithoutPort_isRefused() {
    assertThatThrownBy(() -> connect(patient("nonsense")))
        .isInstanceOf(KafkaRefused.class)
        .hasMessageContaining("bootstrap-servers = nonsense");
  }

  private static KafkaCluster connect(KafkaSettings settings) {
    return KafkaCluster.connect(
        settings, "tester", new SimpleMeterRegistry(), InstantSource.system());
  }

  private static KafkaSettings patient(String servers) {
    return new KafkaSettings(
        servers,
        Map.of(),
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        Duration.ofMillis(5),
        Duration.ofSeconds(6),
        Duration.ofSeconds(10),
        -1);
  }
}
