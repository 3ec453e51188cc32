package dev.aria.allocator;

import static dev.aria.allocator.AllocatorRig.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.WeightsVersion;
import dev.aria.fixtures.RealKafka;
import dev.aria.runtime.kafka.failure.OffsetGone;
import dev.aria.runtime.redis.PackedStatistics;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An allocator whose Redis is away, wiped or damaged, and what it leaves there. */
final class AllocatorRedisIT {
  @RegisterExtension private static final RealKafka KAFKA = new RealKafka();

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
  void turn_redisAwayWhileReportsCome_publishesOnAndIsRightOnItsReturn() {
    RunSettings run = rig.run("away");
    rig.report(run, 0, 20);
    try (Candidate allocator = allocator(run)) {
      until(() -> allocator.turn() && rig.lastTick(run) == 1);
      rig.stopRedis();
      rig.report(run, 20, 40);
      until(() -> allocator.turn() && rig.lastTick(run) == 3);
      rig.startRedis();
      until(() -> allocator.turn() && rig.isStored(run, 4));
    }

    assertThat(rig.published(run)).extracting(SamplingWeights::version).isSorted();
    assertThat(rig.stored(run).statistics()).isEqualTo(rig.undisturbed(run));
  }

  @Test
  void turn_redisWipedBeforeTheTermPublished_takesALaterTerm() {
    RunSettings run = rig.run("silent-term");
    try (Candidate allocator = allocator(run)) {
      for (int i = 0; i < 5; i++) {
        rig.flushAll();
        until(() -> allocator.turn() && !rig.command(termOf(run), 2).equals("$-"));
      }
      rig.report(run, 0, 10);
      until(() -> allocator.turn() && rig.lastTick(run) == 0);
    }

    assertThat(rig.published(run).get(0).version().term()).isGreaterThanOrEqualTo(5);
  }

  private static String termOf(RunSettings run) {
    return "GET aria:{%s}:allocator-term".formatted(run.name());
  }

  @Test
  void turn_redisWipedAndTheStandbyIsFirst_goesOnFromWhatRedisHeld() {
    RunSettings run = rig.run("wiped-standby");
    rig.report(run, 0, 20);
    try (Candidate leader = allocator(run);
        Candidate standby = allocator(run)) {
      until(() -> leader.turn() && rig.isStored(run, 2));
      assertThat(standby.turn()).isTrue();
      KAFKA.deleteBefore(Topics.stepReports(run), 1, 7);

      rig.flushAll();
      rig.report(run, 20, 30);
      until(() -> standby.turn() && rig.isStored(run, 3));

      assertThat(leader.turn()).isTrue();
    }
    assertThat(rig.stored(run).statistics()).isEqualTo(statisticsOf(30));
  }

  @Test
  void turn_redisWipedAndAFreshAllocatorFails_theFormerLeaderGoesOn() {
    RunSettings run = rig.run("wiped-fresh");
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    rig.report(run, 0, 20);
    try (Candidate leader = rig.allocator(run, meters)) {
      until(() -> leader.turn() && rig.isStored(run, 2));
      KAFKA.deleteBefore(Topics.stepReports(run), 1, 7);

      rig.flushAll();
      try (Candidate fresh = allocator(run)) {
        assertThatThrownBy(() -> until(() -> fresh.turn() && rig.isStored(run, 2)))
            .isInstanceOf(OffsetGone.class);
        until(() -> leader.turn() && meters.get("aria.allocator.term").gauge().value() == 0);
      }
      rig.report(run, 20, 30);
      until(() -> leader.turn() && rig.isStored(run, 3));
    }
    assertThat(rig.stored(run).statistics()).isEqualTo(statisticsOf(30));
  }

  /** What an allocator that nothing disturbs makes of the first {@code steps}. */
  private static PackedStatistics statisticsOf(long steps) {
    RunSettings run = rig.run("undisturbed-" + steps);
    rig.report(run, 0, steps);
    try (Candidate allocator = allocator(run)) {
      until(() -> allocator.turn() && rig.isStored(run, steps / 10));
    }
    return rig.stored(run).statistics();
  }

  @ParameterizedTest
  @CsvSource({
    "statistics, nonsense",
    "offsets, '1,x'",
    "tick, 99",
    "term, many",
    "lineage, 1e400",
  })
  void turn_viewInRedisDamaged_isReplacedByWhatTheLogGives(String field, String damage) {
    RunSettings run = rig.run("damaged-" + field);
    rig.report(run, 0, 20);
    try (Candidate allocator = allocator(run)) {
      until(() -> allocator.turn() && rig.isStored(run, 2));
    }
    PackedStatistics before = rig.stored(run).statistics();
    rig.command("HSET aria:{%s}:region-statistics %s %s".formatted(run.name(), field, damage), 2);
    rig.command("SET aria:{%s}:allocator-term nonsense".formatted(run.name()), 3);

    try (Candidate again = allocator(run)) {
      until(() -> again.turn() && rig.isStored(run, 2) && rig.holds(run, before));
    }

    assertThat(rig.stored(run).term()).isGreaterThan(1);
  }

  @Test
  void turn_viewInRedisDamagedUnderTheLeader_isWrittenAnew() {
    RunSettings run = rig.run("damaged-live");
    rig.report(run, 0, 20);
    try (Candidate allocator = allocator(run)) {
      until(() -> allocator.turn() && rig.isStored(run, 2));
      rig.command("DEL aria:{%s}:region-statistics".formatted(run.name()), 2);
      rig.command("SET aria:{%s}:region-statistics x".formatted(run.name()), 3);
      rig.report(run, 20, 30);
      until(() -> allocator.turn() && rig.isStored(run, 3));
    }

    assertThat(rig.stored(run).statistics()).isEqualTo(statisticsOf(30));
  }

  @Test
  void turn_runComplete_letsItsStatisticsLapse() {
    RunSettings run = rig.run("complete", 10);
    rig.report(run, 0, 10);
    try (Candidate allocator = allocator(run)) {
      until(() -> allocator.turn() && rig.isStored(run, 1));
      assertThat(rig.command(lapseOf(run), 3)).isEqualTo(":-1");
      KAFKA.write(Topics.checkpoints(run), 0, last(run));
      until(() -> !allocator.turn());
    }

    assertThat(rig.command(lapseOf(run), 2)).isEqualTo(":2"); // 28 days, in milliseconds
  }

  private static String lapseOf(RunSettings run) {
    return "PTTL aria:{%s}:region-statistics".formatted(run.name());
  }

  private static CheckpointPublished last(RunSettings run) {
    return new CheckpointPublished(
        run.name(), "lead", 10, "p", "s", "w", List.of(), WeightsVersion.INITIAL, true, true);
  }

  private static Candidate allocator(RunSettings run) {
    return rig.allocator(run, new SimpleMeterRegistry());
  }
}
