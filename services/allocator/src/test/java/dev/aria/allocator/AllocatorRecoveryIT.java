package dev.aria.allocator;

import static dev.aria.allocator.AllocatorRig.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.fixtures.RealKafka;
import dev.aria.runtime.redis.StatisticsSnapshot;
import dev.aria.runtime.settings.RunSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Kills and lost servers: what comes after is the same to the byte. */
final class AllocatorRecoveryIT {
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
  void turn_killedAndRestarted_endsInTheSameBytes() {
    RunSettings steady = rig.run("steady");
    RunSettings killed = rig.run("killed");
    rig.report(steady, 0, 60);
    rig.report(killed, 0, 30);
    try (Candidate allocator = rig.allocator(steady, new SimpleMeterRegistry())) {
      until(() -> allocator.turn() && rig.lastTick(steady) == 5);
    }

    Candidate first = rig.mortal(killed);
    until(() -> first.turn() && rig.lastTick(killed) == 2); // and never closed: it is dead
    rig.report(killed, 25, 60); // a trainer went back to its checkpoint
    try (Candidate second = rig.allocator(killed, new SimpleMeterRegistry())) {
      until(() -> second.turn() && rig.lastTick(killed) == 5);
    }

    assertThat(rig.stored(killed).statistics()).isEqualTo(rig.stored(steady).statistics());
    assertThat(rig.published(killed)).extracting(SamplingWeights::version).isSorted();
    assertThat(rig.published(killed).get(rig.published(killed).size() - 1).regions())
        .isEqualTo(rig.published(steady).get(rig.published(steady).size() - 1).regions());
    assertThat(rig.stored(killed).term()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void turn_redisWipedWhileNobodyLeads_isRebuiltFromTheLogToTheSameBytes() {
    RunSettings run = rig.run("wiped");
    rig.report(run, 0, 60);
    try (Candidate allocator = rig.allocator(run, new SimpleMeterRegistry())) {
      until(() -> allocator.turn() && rig.lastTick(run) == 5);
    }
    StatisticsSnapshot before = rig.stored(run);
    int versions = rig.published(run).size();

    rig.flushAll();
    try (Candidate again = rig.allocator(run, new SimpleMeterRegistry())) {
      until(() -> again.turn() && rig.isStored(run, 6));
    }

    assertThat(rig.stored(run).statistics()).isEqualTo(before.statistics());
    assertThat(rig.stored(run).at()).isEqualTo(before.at());
    assertThat(rig.stored(run).term()).isGreaterThan(before.term());
    assertThat(rig.published(run)).hasSize(versions); // nothing old is published again
  }

  @Test
  void turn_redisWipedUnderTheLeader_goesOnInANewTermWithTheSameBytes() {
    RunSettings steady = rig.run("unwiped");
    RunSettings wiped = rig.run("wiped-live");
    rig.report(steady, 0, 60);
    rig.report(wiped, 0, 30);
    try (Candidate allocator = rig.allocator(steady, new SimpleMeterRegistry())) {
      until(() -> allocator.turn() && rig.lastTick(steady) == 5);
    }

    byte[] expected = rig.stored(steady).statistics().toBytes();
    try (Candidate allocator = rig.allocator(wiped, new SimpleMeterRegistry())) {
      until(() -> allocator.turn() && rig.lastTick(wiped) == 2);
      rig.flushAll();
      until(() -> allocator.turn() && rig.isStored(wiped, 3));
      rig.report(wiped, 30, 60);
      until(() -> allocator.turn() && rig.lastTick(wiped) == 5);
    }

    assertThat(rig.stored(wiped).statistics().toBytes()).isEqualTo(expected);
    assertThat(rig.published(wiped)).extracting(SamplingWeights::version).isSorted();
  }
}
