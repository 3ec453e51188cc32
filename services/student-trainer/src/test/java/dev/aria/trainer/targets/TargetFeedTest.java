package dev.aria.trainer.targets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.record.TargetBatch;
import dev.aria.fixtures.InMemoryPairs;
import dev.aria.fixtures.LogLines;
import dev.aria.fixtures.SettableClock;
import dev.aria.fixtures.SmallRuns;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.runtime.pairs.SampleInputs;
import dev.aria.trainer.fixtures.SmallTeacher;
import dev.aria.trainer.fixtures.TargetBatches;
import dev.aria.trainer.fixtures.TopicInMemory;
import dev.aria.trainer.run.TrainerMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TargetFeedTest {
  private static final ModelDescriptor TEACHER = SmallTeacher.of("a".repeat(64));
  private static final int SHARDS = 4;

  private final LogLines lines = LogLines.of(TargetFeed.class.getName());
  private final SettableClock clock = new SettableClock();
  private final TopicInMemory<TargetBatch> targets = new TopicInMemory<>(SHARDS);
  private final TargetBatches batches = new TargetBatches("run", 6, 6, 4, 1000, TEACHER.sha256());
  private final List<PreparedStep> steps = new ArrayList<>();

  @AfterEach
  void stopListening() {
    lines.close();
  }

  private TargetFeed feed() {
    SampleInputs inputs =
        new SampleInputs(
            new InMemoryPairs(5, 6, 4), SmallTeacher.SCHEDULE.schedule(), new float[4]);
    TargetGate gate = new TargetGate(SmallRuns.of("run"), TEACHER, inputs);
    StepWindow window = new StepWindow(List.of(0L, 0L, 0L, 0L), 0, 16, 64);
    return new TargetFeed(
        new TargetFeed.Source(targets, window, gate, inputs),
        steps::add,
        new TrainerMetrics(new SimpleMeterRegistry()),
        clock);
  }

  private void pollSeconds(TargetFeed feed, int seconds) {
    for (int second = 0; second < seconds; second++) {
      feed.poll();
      clock.pass(Duration.ofSeconds(1));
    }
  }

  @Test
  void poll_demandAndNoTargets_saysWithinTenSecondsWhatItWaitsFor() {
    try (TargetFeed feed = feed()) {
      feed.take(new TargetFeed.Demand(1));

      pollSeconds(feed, 10);

      assertThat(lines.with("waiting for the targets of step 0, shards [0, 1, 2, 3]"))
          .singleElement()
          .asString()
          .contains("a teacher-pool at work?");
    }
  }

  @Test
  void poll_oneShardMissing_namesItAndGoesOnWhenItComes() {
    try (TargetFeed feed = feed()) {
      feed.take(new TargetFeed.Demand(1));
      for (int shard = 0; shard < SHARDS - 1; shard++) {
        targets.write(shard, batches.batch(0, shard));
      }

      pollSeconds(feed, 10);
      targets.write(SHARDS - 1, batches.batch(0, SHARDS - 1));
      pollSeconds(feed, 2);

      assertThat(lines.with("waiting for the targets of step 0, shards [3]; 3 later ones are here"))
          .hasSize(1);
      assertThat(steps).hasSize(1);
    }
  }

  @Test
  void poll_noDemand_saysNothing() {
    try (TargetFeed feed = feed()) {
      pollSeconds(feed, 60);

      assertThat(lines.with("waiting")).isEmpty();
    }
  }
}
