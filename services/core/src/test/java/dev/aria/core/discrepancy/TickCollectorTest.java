package dev.aria.core.discrepancy;

import static dev.aria.core.discrepancy.Reports.FENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.record.DiscrepancySum;
import dev.aria.core.record.StepReport;
import dev.aria.core.record.WeightsVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class TickCollectorTest {
  private static final WeightsVersion WEIGHTS = new WeightsVersion(2, 7);

  @Test
  void poll_afterAnyOrderAndRepetition_givesTheSameTicksBitForBit() {
    List<StepReport> reports = Reports.ticks(new SplittableRandom(1), 4);
    List<Tick> expected = drain(reports);
    for (int seed = 0; seed < 20; seed++) {
      List<StepReport> shuffled = new ArrayList<>(reports);
      shuffled.addAll(reports.subList(0, 60));
      Collections.shuffle(shuffled, new Random(seed));

      assertThat(drain(shuffled)).isEqualTo(expected);
    }
    assertThat(expected).hasSize(4);
  }

  private static List<Tick> drain(List<StepReport> reports) {
    TickCollector collector = new TickCollector(FENCE, Tick.STEPS, 0);
    List<Tick> ticks = new ArrayList<>();
    for (StepReport report : reports) {
      collector.offer(report);
      collector.poll().ifPresent(ticks::add);
    }
    for (Optional<Tick> tick = collector.poll(); tick.isPresent(); tick = collector.poll()) {
      ticks.add(tick.get());
    }
    return ticks;
  }

  @Test
  void poll_oneReportMissing_waits() {
    List<StepReport> reports = Reports.ticks(new SplittableRandom(1), 1);
    TickCollector collector = new TickCollector(FENCE, Tick.STEPS, 0);
    reports.subList(1, reports.size()).forEach(collector::offer);

    assertThat(collector.poll()).isEmpty();
    collector.offer(reports.get(0));
    assertThat(collector.poll()).isPresent();
    assertThat(collector.next()).isEqualTo(1);
  }

  @Test
  void hasAnswered_stepsOfLaterTicksOnly_isNotYet() {
    TickCollector collector = new TickCollector(FENCE, 2, 0);
    List<DiscrepancySum> sums = Reports.sums(new SplittableRandom(3), 8);

    collector.offer(Reports.of(201, 1, sums));
    collector.offer(Reports.of(0, 1, sums));
    assertThat(collector.hasAnswered(1)).isFalse();

    collector.offer(Reports.of(1, 1, sums));
    assertThat(collector.hasAnswered(1)).isTrue();
    assertThat(collector.hasAnswered(0)).isFalse();
  }

  @Test
  void poll_otherStepsPerTick_closesAfterThose() {
    TickCollector collector = new TickCollector(FENCE, 2, 0);
    List<StepReport> reports = Reports.ticks(new SplittableRandom(1), 1);

    reports.subList(0, 2 * Reports.SHARDS).forEach(collector::offer);

    assertThat(collector.poll()).isPresent();
    assertThat(collector.poll()).isEmpty();
  }

  @Test
  void offer_reportsThatAreNotOurs_areCountedByReasonAndChangeNothing() {
    TickCollector collector = new TickCollector(FENCE, Tick.STEPS, 1);
    List<DiscrepancySum> sums = Reports.sums(new SplittableRandom(3), 8);

    collector.offer(Reports.of("other", 4, "map", 10, 0, WEIGHTS, sums));
    collector.offer(Reports.of("student", 3, "map", 10, 0, WEIGHTS, sums));
    collector.offer(Reports.of("student", 4, "old", 10, 0, WEIGHTS, sums));
    collector.offer(Reports.of("student", 4, "map", 10, 0, new WeightsVersion(3, 0), sums));
    collector.offer(Reports.of("student", 4, "map", 10, Reports.SHARDS, WEIGHTS, sums));
    collector.offer(Reports.of(9, 0, sums));
    collector.offer(Reports.of(10 * (1L + TickCollector.MAX_OPEN), 0, sums));
    assertThat(collector.offer(Reports.of(10, 0, sums))).isEmpty();
    assertThat(collector.offer(Reports.of(10, 0, sums))).contains(Rejection.REPEATED);

    assertThat(collector.rejected())
        .isEqualTo(
            Map.of(
                Rejection.OTHER_STUDENT, 1L,
                Rejection.OTHER_LINEAGE, 1L,
                Rejection.OTHER_REGION_MAP, 1L,
                Rejection.LATER_TERM, 1L,
                Rejection.UNKNOWN_SHARD, 1L,
                Rejection.REPEATED, 2L,
                Rejection.TOO_FAR_AHEAD, 1L));
  }

  @Test
  void offer_anyBadCell_rejectsTheWholeReportButHoldsUpNoTick() {
    DiscrepancySum good = new DiscrepancySum(0, 0, Branch.SWAPPED, 1, 1L << 32, 1L << 32);
    List<DiscrepancySum> bad =
        List.of(
            new DiscrepancySum(Reports.REGIONS, 0, Branch.SWAPPED, 1, 1, 1),
            new DiscrepancySum(-1, 0, Branch.PAIRED, 1, 1, 1),
            new DiscrepancySum(0, 0, Branch.NULL, 1, 1, 1),
            new DiscrepancySum(0, TimestepBins.COUNT, Branch.SWAPPED, 1, 1, 1),
            new DiscrepancySum(0, 0, Branch.SWAPPED, 1, 5L << 32, 1L << 32));
    TickCollector collector = new TickCollector(FENCE, Tick.STEPS, 0);
    int next = 0;
    for (long step = 0; step < Tick.STEPS; step++) {
      for (int shard = 0; shard < Reports.SHARDS; shard++) {
        boolean broken = next < bad.size();
        List<DiscrepancySum> cells = broken ? List.of(good, bad.get(next++)) : List.of(good);
        assertThat(collector.offer(Reports.of(step, shard, cells)).isPresent()).isEqualTo(broken);
      }
    }

    Tick tick = collector.poll().orElseThrow();

    assertThat(collector.rejected()).isEqualTo(Map.of(Rejection.BAD_CELL, 5L));
    assertThat(tick.training()).hasSize(1);
    assertThat(tick.training().get(0).count()).isEqualTo(30 - 5);
  }

  @Test
  void offer_goodReportAfterABadOne_countsNeitherBeforeNorAfterTheTickIsHandedOut() {
    TickCollector before = new TickCollector(FENCE, 1, 0);
    TickCollector after = new TickCollector(FENCE, 1, 0);
    List<DiscrepancySum> bad = List.of(new DiscrepancySum(99, 0, Branch.SWAPPED, 1, 1, 1));
    List<DiscrepancySum> good =
        List.of(new DiscrepancySum(0, 0, Branch.SWAPPED, 1, 1L << 32, 1L << 32));
    for (TickCollector collector : List.of(before, after)) {
      assertThat(collector.offer(Reports.of(0, 0, bad))).contains(Rejection.BAD_CELL);
      for (int shard = 1; shard < Reports.SHARDS; shard++) {
        assertThat(collector.offer(Reports.of(0, shard, good))).isEmpty();
      }
    }

    assertThat(before.offer(Reports.of(0, 0, good))).contains(Rejection.REPEATED);
    Tick late = before.poll().orElseThrow();
    Tick early = after.poll().orElseThrow();
    assertThat(after.offer(Reports.of(0, 0, good))).contains(Rejection.REPEATED);

    assertThat(late).isEqualTo(early);
  }
}
