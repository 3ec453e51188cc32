package dev.aria.runtime.kafka;

import dev.aria.embedded.EmbeddedKafka;
import dev.aria.runtime.settings.KafkaSettings;
import dev.aria.runtime.topic.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.TestInfo;

/** A broker for the tests of one class, seen by service {@code tester}; topics of plain text. */
final class OneBroker implements AutoCloseable {
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final EmbeddedKafka broker;
  final KafkaCluster cluster;

  OneBroker(Path dir) {
    broker = EmbeddedKafka.start(dir);
    cluster =
        KafkaCluster.connect(
            KafkaSettings.of(broker.bootstrap()), "tester", meters, InstantSource.system());
  }

  /** A topic named after {@code test}. */
  Topic<String> made(TestInfo test, int partitions) {
    Topic<String> topic = Texts.topic(name(test), partitions);
    cluster.ensure(List.of(topic));
    return topic;
  }

  void write(Topic<String> topic, int partition, String... values) {
    try (TopicWriter<String> writer = cluster.writer(topic)) {
      for (String value : values) {
        writer.send(partition, "key", value).toCompletableFuture().join();
      }
    }
  }

  static String name(TestInfo test) {
    return test.getTestMethod().orElseThrow().getName();
  }

  @Override
  public void close() {
    cluster.close();
    broker.close();
  }
}
