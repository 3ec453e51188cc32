package dev.aria.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.settings.KafkaSettings;
import dev.aria.runtime.topic.Topic;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What readers that take one record a poll are behind a real broker. */
class LagMetersIT {
  @RegisterExtension private static final OneBroker BROKER = new OneBroker();

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final KafkaCluster cluster =
      KafkaCluster.connect(oneRecordAPoll(), "slow", meters, InstantSource.system());

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void lag_readerTakesRecords_fallsToNothingAndGoesWithTheReader(TestInfo test) {
    Topic<String> topic = BROKER.made(test, 2);
    BROKER.write(topic, 0, "a", "b", "c");
    BROKER.write(topic, 1, "d", "e");

    try (TopicReader<String> reader = cluster.reader(topic, List.of(0, 1))) {
      int read = 0;
      while (read < 5) {
        read += reader.poll(Duration.ofMillis(100)).size();
        if (read >= 4) { // by then both partitions have been fetched
          assertThat(lag(topic)).contains(5.0 - read);
        }
      }
    }

    assertThat(lag(topic)).isEmpty();
  }

  @Test
  void lag_twoReadersOfAPartition_countsItOnce(TestInfo test) {
    Topic<String> topic = BROKER.made(test, 1);
    BROKER.write(topic, 0, "a", "b", "c", "d");

    try (TopicReader<String> ahead = cluster.reader(topic, List.of(0));
        TopicReader<String> behind = cluster.reader(topic, List.of(0))) {
      take(ahead, 3);
      take(behind, 1);

      assertThat(lag(topic)).contains(3.0);
    }
  }

  @Test
  void lag_lookAtRecordsOfAnotherReader_isNotMeasured(TestInfo test) {
    Topic<String> topic = BROKER.made(test, 1);
    BROKER.write(topic, 0, "a", "b");

    try (TopicReader<String> look = cluster.preview(topic, List.of(0))) {
      take(look, 1);

      assertThat(lag(topic)).isEmpty();
    }
  }

  private static void take(TopicReader<String> reader, int records) {
    int taken = 0;
    while (taken < records) {
      taken += reader.poll(Duration.ofMillis(100)).size();
    }
  }

  private Optional<Double> lag(Topic<?> topic) {
    return Optional.ofNullable(
            meters.find("aria.consumer.lag.records").tag("topic", topic.name()).gauge())
        .map(Gauge::value);
  }

  private static KafkaSettings oneRecordAPoll() {
    KafkaSettings usual = KafkaSettings.of(BROKER.bootstrap());
    return new KafkaSettings(
        usual.bootstrapServers(),
        Map.of("max.poll.records", "1"),
        usual.unreachableAfter(),
        usual.noticeEvery(),
        usual.fetchWait(),
        usual.sessionTimeout(),
        usual.transactionTimeout(),
        usual.replication());
  }
}
