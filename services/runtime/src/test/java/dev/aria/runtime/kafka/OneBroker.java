package dev.aria.runtime.kafka;

import dev.aria.embedded.TemporaryKafka;
import dev.aria.runtime.kafka.writing.TopicWriter;
import dev.aria.runtime.settings.KafkaSettings;
import dev.aria.runtime.topic.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A broker for the tests of one class, seen by service {@code tester}; topics of plain text.
 * Registered as an extension.
 */
final class OneBroker implements BeforeAllCallback, AfterAllCallback {
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private @Nullable TemporaryKafka broker;
  private @Nullable KafkaCluster cluster;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    broker = TemporaryKafka.start();
    cluster =
        KafkaCluster.connect(
            KafkaSettings.of(bootstrap()), "tester", meters, InstantSource.system());
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    cluster().close();
    Objects.requireNonNull(broker).close();
  }

  KafkaCluster cluster() {
    return Objects.requireNonNull(cluster, "the broker runs during the tests only");
  }

  /** {@code host:port} of the broker. */
  String bootstrap() {
    return Objects.requireNonNull(broker, "the broker runs during the tests only").bootstrap();
  }

  /** A topic named after {@code test}. */
  Topic<String> made(TestInfo test, int partitions) {
    Topic<String> topic = Texts.topic(name(test), partitions);
    cluster().ensure(List.of(topic));
    return topic;
  }

  void write(Topic<String> topic, int partition, String... values) {
    try (TopicWriter<String> writer = cluster().writer(topic)) {
      for (String value : values) {
        writer.send(partition, "key", value).toCompletableFuture().join();
      }
    }
  }

  static String name(TestInfo test) {
    return test.getTestMethod().orElseThrow().getName();
  }
}
