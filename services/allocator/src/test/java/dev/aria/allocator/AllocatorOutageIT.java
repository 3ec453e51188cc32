package dev.aria.allocator;

import static dev.aria.allocator.AllocatorRig.until;
import static dev.aria.allocator.AllocatorRig.weights;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.WeightsVersion;
import dev.aria.fixtures.RealKafka;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.failure.OffsetGone;
import dev.aria.runtime.kafka.failure.RolledBack;
import dev.aria.runtime.kafka.transaction.Transaction;
import dev.aria.runtime.kafka.transaction.TransactionalWriter;
import dev.aria.runtime.redis.PackedStatistics;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an allocator does while its servers are away or have lost something, and how fast. */
final class AllocatorOutageIT {
  private static final Logger LOG = LoggerFactory.getLogger(AllocatorOutageIT.class);
  private static final int TAKEOVERS = Integer.getInteger("aria.test.takeovers", 2);

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
  void turn_leaderDies_standbyPublishes() {
    RunSettings run = rig.run("takeover");
    List<Duration> times = new ArrayList<>();
    Candidate leader = rig.mortal(run);
    for (int i = 0; i < TAKEOVERS; i++) {
      long next = i;
      rig.report(run, 10 * next, 10 * next + 10);
      Candidate dying = leader; // never closed: its lease is not released
      until(() -> dying.turn() && rig.lastTick(run) == next);
      Candidate standby = rig.mortal(run);
      assertThat(standby.turn()).isTrue(); // knows by now that another leads
      rig.report(run, 10 * next + 10, 10 * next + 20);
      long died = System.nanoTime();
      until(() -> standby.turn() && rig.lastTick(run) == next + 1);
      times.add(Duration.ofNanos(System.nanoTime() - died));
      leader = standby;
    }
    leader.close();

    Collections.sort(times);
    LOG.warn(
        "allocator takeover: median {} ms, maximum {} ms of {}",
        times.get(times.size() / 2).toMillis(),
        times.get(times.size() - 1).toMillis(),
        times.size());
    assertThat(rig.published(run)).extracting(SamplingWeights::version).isSorted();
    assertThat(rig.stored(run).term()).isGreaterThanOrEqualTo(TAKEOVERS + 1);
    assertThat(rig.stored(run).statistics()).isEqualTo(undisturbed(run));
  }

  /** What one allocator makes of the same reports in an empty Redis. */
  private static PackedStatistics undisturbed(RunSettings run) {
    long ticks = rig.stored(run).at().tick();
    rig.flushAll();
    try (Candidate again = allocator(run)) {
      until(() -> again.turn() && rig.isStored(run, ticks));
    }
    return rig.stored(run).statistics();
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
    assertThat(rig.stored(run).statistics()).isEqualTo(undisturbed(run));
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
  void turn_reportsDeletedThatTheStatisticsNeed_saysWhichAreGone() {
    RunSettings run = rig.run("reports-gone");
    rig.report(run, 0, 20);
    KAFKA.deleteBefore(Topics.stepReports(run), 1, 7);

    try (Candidate allocator = allocator(run)) {
      assertThatThrownBy(() -> until(() -> allocator.turn() && rig.lastTick(run) == 1))
          .isInstanceOf(OffsetGone.class)
          .hasMessageContaining(
              "records 0 to 6 of topic aria.reports-gone.step-reports.v1, partition 1, are gone")
          .hasMessageContaining("Redis");
    }
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

  @Test
  void turn_laterTermPublishedBeforeTheFence_leadsInATermAboveIt() {
    RunSettings run = rig.run("overtaken");
    KAFKA.write(Topics.control(run), 0, weights(run, 4, 1));
    rig.report(run, 0, 20);
    AtomicInteger writers = new AtomicInteger();
    Cluster late =
        MeddledCluster.of(
            KAFKA.cluster(),
            writer -> {
              if (writers.getAndIncrement() == 0) {
                KAFKA.write(Topics.control(run), 0, weights(run, 7, 2));
              }
              return writer;
            });

    try (Candidate allocator = rig.allocator(run, late)) {
      until(() -> allocator.turn() && rig.lastTick(run) == 1);
    }

    assertThat(rig.published(run))
        .extracting(SamplingWeights::version)
        .isSorted()
        .last()
        .isEqualTo(new WeightsVersion(8, 3));
  }

  @Test
  void turn_transactionRolledBack_publishesWithTheNextTurn() {
    RunSettings run = rig.run("rolled-back");
    rig.report(run, 0, 10);
    AtomicInteger commits = new AtomicInteger();
    Cluster slow =
        MeddledCluster.of(KAFKA.cluster(), writer -> () -> failingOnce(writer.get(), commits));

    try (Candidate allocator = rig.allocator(run, slow)) {
      until(() -> allocator.turn() && rig.lastTick(run) == 0);
    }

    assertThat(commits).hasValueGreaterThan(1);
    assertThat(rig.published(run)).hasSize(1);
  }

  private static TransactionalWriter failingOnce(
      TransactionalWriter writer, AtomicInteger commits) {
    return new TransactionalWriter() {
      @Override
      public void commit(Consumer<Transaction> content) {
        if (commits.getAndIncrement() == 0) {
          throw new RolledBack("allocator", "it took too long");
        }
        writer.commit(content);
      }

      @Override
      public void close() {
        writer.close();
      }
    };
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
  void turn_controlTopicCutShort_saysWhichRecordsAreGone() {
    RunSettings run = rig.run("control-gone");
    for (int i = 0; i < 3; i++) {
      KAFKA.write(
          Topics.control(run), 0, new RunCommand(run.name(), RunCommand.Kind.RESUME, "test"));
    }
    KAFKA.deleteBefore(Topics.control(run), 0, 2);

    try (Candidate allocator = allocator(run)) {
      assertThatThrownBy(allocator::turn)
          .isInstanceOf(OffsetGone.class)
          .hasMessageContaining("records 0 to 1 of topic aria.control-gone.control.v1");
    }
  }

  @Test
  void turn_controlRecordsOfAnotherRun_changeNothing() {
    RunSettings run = rig.run("own-control");
    KAFKA.write(Topics.control(run), 0, new RunCommand("another", RunCommand.Kind.STOP, "test"));
    rig.report(run, 0, 10);

    try (Candidate allocator = allocator(run)) {
      until(() -> allocator.turn() && rig.lastTick(run) == 0);
      assertThat(allocator.turn()).isTrue();
    }
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
