package dev.aria.operations.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.embedded.TemporaryKafka;
import dev.aria.runtime.kafka.KafkaCluster;
import dev.aria.runtime.settings.KafkaSettings;
import dev.aria.runtime.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CorpusLoadingIT {
  @Test
  void append_topicMadeBeforehandWithOnePartition_isFilledAsItIs() throws IOException {
    try (TemporaryKafka broker = TemporaryKafka.start();
        KafkaCluster cluster =
            KafkaCluster.connect(
                KafkaSettings.of(broker.bootstrap()),
                "test",
                new SimpleMeterRegistry(),
                InstantSource.system())) {
      cluster.ensure(List.of(Topics.prompts("mine", 1)));

      CorpusLoading loading = new CorpusLoading(cluster, "mine");
      loading.append(List.of("a fox", "a bear", "an owl"));

      assertThat(loading.size()).isEqualTo(3);
      assertThat(cluster.partitions(Topics.prompts("mine", 4))).contains(1);
    }
  }
}
