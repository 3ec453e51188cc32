package dev.aria.streamer.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.record.StepReport;
import dev.aria.core.record.WeightsVersion;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.streamer.TestRun;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InFlightGateTest {
  private static final RunSettings RUN = TestRun.run(100, 3 * 32, "swapped", "focus", 0);

  private final InFlightGate gate = new InFlightGate(RUN, TestRun.DIGEST);

  @Test
  void admits_nothingTrained_onlyWhatMaxInFlightHolds() {
    assertThat(gate.admits(2)).isTrue();
    assertThat(gate.admits(3)).isFalse();
  }

  @Test
  void admits_oneShardBehind_waitsForIt() {
    gate.observe(0, report("a-run", true, 0, TestRun.DIGEST, 4, 0));

    assertThat(gate.admits(3)).isFalse();

    gate.observe(1, report("a-run", true, 0, TestRun.DIGEST, 1, 1));

    assertThat(gate.trainedSteps()).isEqualTo(2);
    assertThat(gate.admits(4)).isTrue();
    assertThat(gate.admits(5)).isFalse();
  }

  @Test
  void observe_stepsTrainedAgain_neverGoesBack() {
    for (int shard = 0; shard < 2; shard++) {
      gate.observe(shard, report("a-run", true, 0, TestRun.DIGEST, 9, shard));
      gate.observe(shard, report("a-run", true, 0, TestRun.DIGEST, 5, shard));
    }

    assertThat(gate.trainedSteps()).isEqualTo(10);
  }

  @Test
  void observe_reportOfAFollowerOrStranger_opensNothing() {
    for (int shard = 0; shard < 2; shard++) {
      gate.observe(shard, report("a-run", false, 0, TestRun.DIGEST, 9, shard));
      gate.observe(shard, report("another", true, 0, TestRun.DIGEST, 9, shard));
      gate.observe(shard, report("a-run", true, 1, TestRun.DIGEST, 9, shard));
      gate.observe(shard, report("a-run", true, 0, "map-b", 9, shard));
    }
    gate.observe(2, report("a-run", true, 0, TestRun.DIGEST, 9, 2));

    assertThat(gate.trainedSteps()).isZero();
    assertThat(gate.refused()).isEqualTo(7);
  }

  @Test
  void observe_reportInThePartitionOfAnotherShard_opensNothing() {
    gate.observe(1, report("a-run", true, 0, TestRun.DIGEST, 9, 0));
    gate.observe(0, report("a-run", true, 0, TestRun.DIGEST, 9, 1));

    assertThat(gate.trainedSteps()).isZero();
    assertThat(gate.refused()).isEqualTo(2);
    assertThat(gate.opensFor(1, report("a-run", true, 0, TestRun.DIGEST, 9, 0))).isFalse();
  }

  private static StepReport report(
      String run, boolean lead, long lineage, String digest, long step, int shard) {
    return new StepReport(
        run,
        "a-student",
        lead,
        lineage,
        digest,
        step,
        shard,
        WeightsVersion.INITIAL,
        0.5,
        List.of(),
        List.of());
  }
}
