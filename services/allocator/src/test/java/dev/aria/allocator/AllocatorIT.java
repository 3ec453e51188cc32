package dev.aria.allocator;

import static dev.aria.allocator.AllocatorRig.HARD;
import static dev.aria.allocator.AllocatorRig.MAP;
import static dev.aria.allocator.AllocatorRig.report;
import static dev.aria.allocator.AllocatorRig.send;
import static dev.aria.allocator.AllocatorRig.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.RegionWeight;
import dev.aria.core.record.StepReport;
import dev.aria.core.record.WeightsVersion;
import dev.aria.fixtures.RealKafka;
import dev.aria.runtime.kafka.writing.TopicWriter;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class AllocatorIT {
  @RegisterExtension private static final RealKafka KAFKA = new RealKafka();

  /** Turns in which an allocator reads whatever its topics hold. */
  private static final int ENOUGH = 30;

  @TempDir static Path folder;
  private static AllocatorRig rig;

  @BeforeAll
  static void start() {
    rig = new AllocatorRig(KAFKA, folder);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void turn_reportsOfAHardRegion_publishesWeightsThatTurnToIt() {
    RunSettings run = rig.run("turning");
    rig.report(run, 0, 60);

    try (Candidate allocator = rig.allocator(run, new SimpleMeterRegistry())) {
      until(() -> allocator.turn() && rig.lastTick(run) == 5);
    }

    List<SamplingWeights> published = rig.published(run);
    SamplingWeights last = published.get(published.size() - 1);
    assertThat(published).extracting(SamplingWeights::version).isSorted().doesNotHaveDuplicates();
    assertThat(last.regions().get(HARD).ratio()).isGreaterThan(1.5);
    assertThat(last.regions().get(HARD).swapped()).isGreaterThan(MAP.shares().get(HARD));
    assertThat(last.regions().stream().mapToDouble(RegionWeight::swapped).sum())
        .isBetween(1 - 1e-9, 1 + 1e-9);
    assertThat(last.regions().get(HARD).paired()).isZero(); // it has no pairs
    assertThat(last.version().term()).isEqualTo(1);
  }

  @Test
  void turn_reportsOfStrangers_areCountedAndChangeNothing() {
    RunSettings run = rig.run("strangers");
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    rig.report(run, 0, 20);
    try (TopicWriter<StepReport> writer = KAFKA.cluster().writer(Topics.stepReports(run))) {
      send(writer, report("another-run", 0, MAP.digest(), 20, 0));
      send(writer, report(run.name(), 7, MAP.digest(), 20, 0));
      send(writer, report(run.name(), 0, "another map", 20, 0));
    }
    rig.report(run, 20, 30);

    try (Candidate allocator = rig.allocator(run, meters)) {
      until(() -> allocator.turn() && rig.lastTick(run) == 2);
    }

    for (String reason : List.of("OTHER_RUN", "OTHER_LINEAGE", "OTHER_REGION_MAP")) {
      assertThat(
              meters.get("aria.allocator.reports.dropped").tag("reason", reason).counter().count())
          .isEqualTo(1);
    }
    assertThat(meters.get("aria.allocator.reports.folded").counter().count()).isEqualTo(60);
  }

  @Test
  void turn_reportFarAheadOfItsShard_holdsNothingUp() {
    RunSettings run = rig.run("far-ahead");
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    try (TopicWriter<StepReport> writer = KAFKA.cluster().writer(Topics.stepReports(run));
        Candidate allocator = rig.allocator(run, meters)) {
      send(writer, report(run.name(), 0, MAP.digest(), 2000, 0));
      until(
          () ->
              allocator.turn()
                  && meters.get("aria.allocator.reports.folded").counter().count() > 0);
      rig.report(run, 0, 60);
      until(() -> allocator.turn() && rig.lastTick(run) == 5);
    }
  }

  @Test
  void turn_reportInAnotherShardsPartition_isADeadLetterAndItsOffsetCountsForNothing() {
    RunSettings run = rig.run("astray");
    try (TopicWriter<StepReport> writer = KAFKA.cluster().writer(Topics.stepReports(run))) {
      for (long step = 0; step < 10; step++) {
        StepReport astray = report(run.name(), 0, MAP.digest(), step, 1);
        assertThat(writer.send(0, "lead", astray).toCompletableFuture().join()).isNotNegative();
      }
    }
    rig.report(run, 0, 10);

    try (Candidate allocator = rig.allocator(run, new SimpleMeterRegistry())) {
      until(() -> allocator.turn() && rig.isStored(run, 1));
    }

    assertThat(rig.stored(run).at().nextOffsets()).containsExactly(20L, 10L);
    assertThat(KAFKA.deadLetters(Topics.stepReports(run), 10))
        .hasSize(10)
        .allSatisfy(
            dead ->
                assertThat(dead.headers())
                    .containsEntry("reason", "report of shard 1 in partition 0"));
  }

  @Test
  void turn_lastCheckpointOfTheLead_endsTheAllocatorAfterItsReports() {
    RunSettings run = rig.run("ending", 20);
    rig.report(run, 0, 20);
    try (TopicWriter<CheckpointPublished> writer =
        KAFKA.cluster().writer(Topics.checkpoints(run))) {
      writer.send(0, "other", finished(run, "other", 20, false)).toCompletableFuture().join();

      try (Candidate allocator = rig.allocator(run, new SimpleMeterRegistry())) {
        until(() -> allocator.turn() && rig.isStored(run, 2));
        assertThat(allocator.turn()).as("a replay that is done ends nothing").isTrue();

        writer.send(0, "lead", finished(run, "lead", 20, true)).toCompletableFuture().join();
        until(() -> !allocator.turn());
      }
    }

    assertThat(rig.stored(run).at().tick()).isEqualTo(2);
  }

  @Test
  void turn_runMadeLongerAfterItsEnd_steersOnToTheNewEnd() {
    RunSettings run = rig.run("longer", 60);
    rig.report(run, 0, 30);
    KAFKA.write(Topics.checkpoints(run), 0, finished(run, "lead", 30, true)); // of 30 steps then

    try (Candidate allocator = rig.allocator(run, new SimpleMeterRegistry())) {
      until(() -> turns(allocator) && rig.isStored(run, 3));
      for (int turn = 0; turn < ENOUGH; turn++) {
        assertThat(turns(allocator)).isTrue();
      }

      rig.report(run, 30, 60);
      until(() -> turns(allocator) && rig.lastTick(run) == 5);
      KAFKA.write(Topics.checkpoints(run), 0, finished(run, "lead", 60, true));
      until(() -> !allocator.turn());
    }

    assertThat(rig.stored(run).at().tick()).isEqualTo(6);
    assertThat(rig.stored(run).at().nextOffsets()).containsExactly(60L, 60L); // no lag
  }

  /** Takes a turn, which must not be the last. */
  private static boolean turns(Candidate allocator) {
    assertThat(allocator.turn()).as("the run goes on").isTrue();
    return true;
  }

  private static CheckpointPublished finished(
      RunSettings run, String student, long steps, boolean lead) {
    return new CheckpointPublished(
        run.name(), student, steps, "p", "s", "w", List.of(), WeightsVersion.INITIAL, true, lead);
  }
}
