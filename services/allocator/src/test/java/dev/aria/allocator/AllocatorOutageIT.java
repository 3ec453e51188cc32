package dev.aria.allocator;

import static dev.aria.allocator.AllocatorRig.until;
import static dev.aria.allocator.AllocatorRig.weights;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.WeightsVersion;
import dev.aria.fixtures.RealKafka;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.failure.OffsetGone;
import dev.aria.runtime.kafka.failure.RolledBack;
import dev.aria.runtime.kafka.transaction.Transaction;
import dev.aria.runtime.kafka.transaction.TransactionalWriter;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an allocator does once another has died, the log has lost something, or a commit fails. */
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
    assertThat(rig.stored(run).statistics()).isEqualTo(rig.undisturbed(run));
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

  private static Candidate allocator(RunSettings run) {
    return rig.allocator(run, new SimpleMeterRegistry());
  }
}
