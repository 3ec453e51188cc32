package dev.aria.operations.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.PromptRecord;
import dev.aria.core.record.WeightsVersion;
import dev.aria.embedded.EmbeddedRedis;
import dev.aria.fixtures.RealKafka;
import dev.aria.operations.manifest.ManifestFile;
import dev.aria.operations.manifest.RunManifest;
import dev.aria.operations.manifest.RunOpening;
import dev.aria.operations.run.RunFiles;
import dev.aria.runtime.kafka.reading.GroupReader;
import dev.aria.runtime.redis.RedisConnection;
import dev.aria.runtime.redis.RegionStatisticsStore;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.topic.KafkaIds;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class RunInventoryIT {
  @RegisterExtension private static final RealKafka KAFKA = new RealKafka();

  private static final RunSettings RUN = named("fox");
  private static final RunSettings LONGER = named("fox-2");
  private static final Topic<PromptRecord> CORPUS = Topics.prompts("fox", 1);

  private static final RunOpening OPENING =
      new RunOpening(
          "2026-01-02T03:04:05Z",
          "2026-01-02T03:04:05Z",
          RunOpening.State.RUNNING,
          "ada",
          "engine",
          7,
          "aria up",
          Map.of(),
          Map.of());

  @TempDir private Path folder;

  @Test
  void delete_oneOfTwoRuns_takesAllOfItAndNothingElse() throws Exception {
    makeRuns();
    RunFiles files = RunFiles.of(folder, "fox");
    files.writeSettings(Map.of("aria.run.name", "fox"));
    ManifestFile manifest = ManifestFile.of(files);
    RunManifest written = manifest.update(none -> none.opened(OPENING, Map.of(), Map.of()));
    RunInventory inventory = new RunInventory(KAFKA.cluster(), folder);
    assertThat(inventory.all().get(0).manifest()).contains(written);
    Files.writeString(manifest.path(), "{"); // damaged, but a run all the same
    assertThat(inventory.all().get(0).manifest()).isEmpty();

    assertThat(inventory.all()).extracting(KnownRun::name).containsExactly("fox", "fox-2");
    KnownRun fox = inventory.all().get(0);
    assertThat(fox.newest()).get().extracting(CheckpointPublished::step).isEqualTo(20L);
    assertThat(fox.topicBytes()).isPositive();
    assertThat(fox.folderBytes()).isPositive();
    assertThat(fox.topics()).doesNotContainKey(CORPUS.name());

    try (EmbeddedRedis server = EmbeddedRedis.start(folder.resolve("redis"));
        RedisConnection redis = RedisConnection.to(server.uri(), Duration.ofSeconds(5))) {
      RunDeletion deletion =
          new RunDeletion(KAFKA.cluster(), new RegionStatisticsStore(redis, "fox"));
      assertWorkersAreNotPulledAway(inventory, deletion);

      deletion.delete(inventory.all().get(0));
      deletion.delete(fox); // once more, as after one that was cut short
    }

    assertThat(inventory.all()).extracting(KnownRun::name).containsExactly("fox-2");
    assertThat(KAFKA.cluster().exists(CORPUS)).isTrue();
    assertThat(inventory.all().get(0).topics()).hasSize(Topics.ofRun(LONGER).size());
    assertThat(Files.exists(files.folder())).isFalse();
  }

  private static void makeRuns() {
    KAFKA.cluster().ensure(Topics.ofRun(RUN));
    KAFKA.cluster().ensure(Topics.ofStudent(RUN, "student"));
    KAFKA.cluster().ensure(Topics.ofRun(LONGER));
    KAFKA.cluster().ensure(List.of(CORPUS));
    KAFKA.write(Topics.checkpoints(RUN), 0, checkpoint(10));
    KAFKA.write(Topics.checkpoints(RUN), 0, checkpoint(20));
  }

  private static void assertWorkersAreNotPulledAway(RunInventory inventory, RunDeletion deletion) {
    try (GroupReader<DrawBatch> teacher =
        KAFKA.cluster().groupReader(Topics.draws(RUN), KafkaIds.teachers(RUN))) {
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .until(
              () -> {
                teacher.poll(Duration.ofMillis(200));
                return inventory.all().get(0).members() == 1;
              });

      assertThatThrownBy(() -> deletion.delete(inventory.all().get(0)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("run 'fox' is at work: 1 teachers and trainers")
          .hasMessageContaining("aria control stop --run fox");
    }
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> inventory.all().get(0).members() == 0);
  }

  private static CheckpointPublished checkpoint(long step) {
    return new CheckpointPublished(
        "fox", "student", step, "/c", "ab", "cd", List.of(1L), WeightsVersion.INITIAL, false, true);
  }

  private static RunSettings named(String name) {
    return Settings.load("-Daria.run.name=" + name, "-Daria.run.shards=1").run();
  }
}
