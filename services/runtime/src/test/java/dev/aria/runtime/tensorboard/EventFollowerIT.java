package dev.aria.runtime.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aria.core.record.ControlRecord;
import dev.aria.core.record.StepReport;
import dev.aria.core.record.WeightsVersion;
import dev.aria.embedded.TemporaryKafka;
import dev.aria.runtime.kafka.KafkaCluster;
import dev.aria.runtime.kafka.writing.TopicWriter;
import dev.aria.runtime.settings.KafkaSettings;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events of a student whose reports lie in a real broker. */
class EventFollowerIT {
  private static final RunSettings RUN =
      Settings.load(
              "-Daria.run.name=r",
              "-Daria.run.steps=30",
              "-Daria.run.shards=2",
              "-Daria.run.micro-batch=32")
          .run();
  private static TemporaryKafka broker;
  private static KafkaCluster cluster;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException {
    broker = TemporaryKafka.start();
    cluster =
        KafkaCluster.connect(
            KafkaSettings.of(broker.bootstrap()),
            "tester",
            new SimpleMeterRegistry(),
            InstantSource.system());
    cluster.ensure(Topics.ofRun(RUN));
    report(0, 10, WeightsVersion.INITIAL);
  }

  @AfterAll
  static void stop() throws IOException {
    cluster.close();
    broker.close();
  }

  @Test
  void thread_whileReportsCome_writesWhatAFollowerOfTheFinishedRunWrites() throws IOException {
    try (EventThread writing = EventThread.start(cluster, plan("live"))) {
      assertThat(writing).isNotNull();
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(events("live")).hasSize(2 + 10)); // version, start, steps
      try (TopicWriter<ControlRecord> control = cluster.writer(Topics.control(RUN))) {
        control
            .send(0, "", Reports.weights(Reports.FIRST, 0.25, 0.75))
            .toCompletableFuture()
            .join();
      }
      report(10, 30, Reports.FIRST);
    }

    try (EventFollower afterwards = new EventFollower(cluster, plan("afterwards"))) {
      afterwards.catchUp();
      assertThat(afterwards.points()).isEqualTo(30);
    }

    List<ReadEvent> events = events("live");
    assertThat(events).hasSize(2 + 30).isEqualTo(events("afterwards"));
    assertThat(file("live")).hasSameBinaryContentAs(file("afterwards"));
    assertThat(events.get(2 + 10).step()).isEqualTo(11);
    assertThat(events.get(2 + 10).values())
        .containsEntry("weight/largest_1", 0.75)
        .containsEntry("loss", 10.05f + 0.0);
  }

  private EventFollower.Plan plan(String name) {
    return new EventFollower.Plan(RUN, "student", step -> 0.5, folder.resolve(name), 1);
  }

  private static void report(int from, int to, WeightsVersion weights) {
    try (TopicWriter<StepReport> writer = cluster.writer(Topics.stepReports(RUN))) {
      for (int step = from; step < to; step++) {
        for (int shard = 0; shard < 2; shard++) {
          StepReport report = Reports.of("student", step, shard, weights).value();
          writer.send(shard, "", report).toCompletableFuture().join();
        }
      }
    }
  }

  private Path file(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(name).resolve("r").resolve("student"))) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }

  private List<ReadEvent> events(String name) throws IOException {
    return ReadEvent.of(file(name));
  }
}
