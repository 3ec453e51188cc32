package dev.aria.streamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.record.PromptRecord;
import dev.aria.core.tensor.Tensor;
import dev.aria.embedded.EmbeddedKafka;
import dev.aria.models.encoder.PromptEncoders;
import dev.aria.runtime.boot.ServiceContext;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.KafkaCluster;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.kafka.writing.TopicWriter;
import dev.aria.runtime.pairs.PairedSetFile;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import dev.aria.streamer.drawing.DrawingSettings;
import dev.aria.streamer.tagging.TaggingSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PromptStreamerIT {
  @TempDir Path folder;
  private EmbeddedKafka broker;
  private Cluster cluster;
  private ServiceContext context;
  private ActorSystem<Void> actors;

  @BeforeEach
  void start() throws IOException {
    broker = EmbeddedKafka.start(folder.resolve("kafka"));
    Files.writeString(
        folder.resolve("teacher.json"),
        "{\"diffusion\":{\"schedule\":{\"timesteps\":1000},\"conditioning\":{\"kind\":\"minilm\"}}}");
    PairedSetFile.write(
        folder.resolve("pairs"),
        Tensor.of(new float[2], 2, 1),
        Tensor.of(new float[] {0, 0, 10, 0}, 2, 2),
        List.of(ClusteredTexts.text(0, 0), ClusteredTexts.text(1, 0)));
    Settings settings =
        Settings.load(
            "-Daria.kafka.bootstrap-servers=" + broker.bootstrap(),
            "-Daria.run.name=whole",
            "-Daria.run.corpus=whole",
            "-Daria.run.steps=12",
            "-Daria.run.regions.count=2",
            "-Daria.run.teacher=" + folder.resolve("teacher.json"),
            "-Daria.run.paired-set=" + folder.resolve("pairs"));
    var meters = new SimpleMeterRegistry();
    cluster = KafkaCluster.connect(settings.kafka(), "prompt-streamer", meters, Clock.systemUTC());
    actors = ActorSystem.create(Behaviors.<Void>empty(), "test", settings.config());
    context =
        new ServiceContext("prompt-streamer", settings, cluster, meters, actors, Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    actors.terminate();
    cluster.close();
    broker.close();
  }

  @Test
  void start_rawPromptsOnKafka_drawsTheWholeRunAndEnds() throws Exception {
    sendPrompts();

    PromptStreamer streamer =
        PromptStreamer.start(
            context, settings(true, true), PromptEncoders.of(new ClusteredTexts()));
    streamer.done().toCompletableFuture().get(150, TimeUnit.SECONDS);

    int expected = 12 * context.run().shards();
    assertThat(draws(expected)).isEqualTo(expected);
  }

  @Test
  void stop_whileWaitingForAnEmptyCorpus_endsInGoodOrder() throws Exception {
    PromptStreamer streamer =
        PromptStreamer.start(
            context, settings(true, true), PromptEncoders.of(new ClusteredTexts()));

    streamer.stop();

    streamer.done().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  @Test
  void start_pairsOfAnotherEncoder_isRefusedByName() {
    PairedSetFile.write(
        folder.resolve("pairs"),
        Tensor.of(new float[2], 2, 1),
        Tensor.of(new float[6], 2, 3),
        List.of("a", "b"));

    assertThatThrownBy(
            () ->
                PromptStreamer.start(
                    context, settings(false, true), PromptEncoders.of(new ClusteredTexts())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("aria.run.paired-set");
  }

  private StreamerSettings settings(boolean tags, boolean samples) {
    return new StreamerSettings(
        tags,
        samples,
        new TaggingSettings(2, 100, Duration.ofMillis(100), Duration.ofMillis(100)),
        new DrawingSettings(folder.resolve("store"), true, 4));
  }

  private void sendPrompts() {
    Topic<PromptRecord> topic = Topics.prompts("whole", Topics.PROMPT_PARTITIONS);
    cluster.ensure(List.of(topic));
    try (TopicWriter<PromptRecord> writer = cluster.writer(topic)) {
      for (int i = 0; i < 100; i++) {
        var prompt = new PromptRecord(ClusteredTexts.text(i % 2, i), Optional.empty());
        assertThat(writer.send(i % 4, "", prompt).toCompletableFuture().join()).isNotNegative();
      }
    }
  }

  /** How many draws there are, once at least {@code least} are: the broker settles them late. */
  private int draws(int least) {
    var topic = Topics.draws(context.run());
    List<Integer> all = IntStream.range(0, topic.partitions()).boxed().toList();
    int count = 0;
    long limit = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    try (TopicReader<?> reader = cluster.reader(topic, all)) {
      while (count < least || !reader.endOffsets().equals(reader.positions())) {
        assertThat(System.nanoTime()).as("time limit at %d draws", count).isLessThan(limit);
        count += reader.poll(Duration.ofMillis(200)).size();
      }
    }
    return count;
  }
}
