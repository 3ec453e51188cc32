package dev.aria.allocator;

import static dev.aria.allocator.AllocatorRig.HARD;
import static dev.aria.allocator.AllocatorRig.MAP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.RegionWeight;
import dev.aria.core.record.StepReport;
import dev.aria.core.record.WeightsVersion;
import dev.aria.fixtures.InMemoryPairs;
import dev.aria.fixtures.SmallRuns;
import dev.aria.runtime.settings.RunSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LockStepAllocatorTest {
  private static LockStepAllocator allocator(String policy) {
    RunSettings run =
        SmallRuns.of(
            "lock-step",
            "corpus=a-corpus",
            "shards=2",
            "allocation.policy=" + policy,
            "allocation.warm-up-steps=20");
    return new LockStepAllocator(run, MAP, new InMemoryPairs(3, 2, 1));
  }

  /** What both shards' reports of the steps before {@code end} lead to. */
  private static List<SamplingWeights> published(LockStepAllocator allocator, int end) {
    List<SamplingWeights> published = new ArrayList<>();
    for (long step = 0; step < end; step++) {
      for (int shard = 0; shard < 2; shard++) {
        allocator.report(report(step, shard)).ifPresent(published::add);
      }
    }
    return published;
  }

  private static StepReport report(long step, int shard) {
    return AllocatorRig.report("lock-step", 0, MAP.digest(), step, shard);
  }

  @Test
  void report_everyTenSteps_givesWeightsThatTurnToTheHardRegion() {
    List<SamplingWeights> published = published(allocator("aria"), 60);

    assertThat(published)
        .extracting(SamplingWeights::version)
        .containsExactly(
            new WeightsVersion(1, 1),
            new WeightsVersion(1, 2),
            new WeightsVersion(1, 3),
            new WeightsVersion(1, 4),
            new WeightsVersion(1, 5),
            new WeightsVersion(1, 6));
    assertThat(published.get(0).regions())
        .extracting(RegionWeight::swapped)
        .isEqualTo(MAP.shares());
    assertThat(published.get(5).regions().get(HARD).swapped()).isGreaterThan(0.15);
  }

  @Test
  void report_sameReports_givesTheSameWeights() {
    assertThat(published(allocator("aria"), 40)).isEqualTo(published(allocator("aria"), 40));
  }

  @Test
  void report_repeated_isRefused() {
    LockStepAllocator allocator = allocator("natural");
    allocator.report(report(0, 0));

    assertThatThrownBy(() -> allocator.report(report(0, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("step 0, shard 0 is not counted: REPEATED");
  }
}
