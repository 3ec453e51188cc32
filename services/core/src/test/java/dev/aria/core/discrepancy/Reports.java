package dev.aria.core.discrepancy;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.record.DiscrepancySum;
import dev.aria.core.record.Draw;
import dev.aria.core.record.StepReport;
import dev.aria.core.record.WeightsVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Step reports to test with. */
final class Reports {
  static final int REGIONS = 6;
  static final int SHARDS = 3;
  static final ReportFence FENCE = new ReportFence("student", 4, "map", 2, REGIONS, SHARDS);

  private static final List<Branch> BRANCHES = List.of(Branch.values());

  private Reports() {}

  /** A report that {@link #FENCE} lets pass. */
  static StepReport of(long step, int shard, List<DiscrepancySum> training) {
    return of("student", 4, "map", step, shard, new WeightsVersion(2, 7), training);
  }

  static StepReport of(
      String student,
      long lineage,
      String map,
      long step,
      int shard,
      WeightsVersion weights,
      List<DiscrepancySum> training) {
    return new StepReport(
        "run", student, true, lineage, map, step, shard, weights, 0.5, training, List.of());
  }

  /** Every report of {@code ticks} ticks, in order of step and shard. */
  static List<StepReport> ticks(SplittableRandom random, int ticks) {
    List<StepReport> reports = new ArrayList<>();
    for (long step = 0; step < (long) ticks * Tick.STEPS; step++) {
      for (int shard = 0; shard < SHARDS; shard++) {
        reports.add(of(step, shard, sums(random, 8)));
      }
    }
    return reports;
  }

  static List<DiscrepancySum> sums(SplittableRandom random, int samples) {
    DiscrepancyCells cells = new DiscrepancyCells();
    for (int i = 0; i < samples; i++) {
      Branch branch = BRANCHES.get(random.nextInt(3));
      int region = branch == Branch.NULL ? Draw.NO_REGION : random.nextInt(REGIONS);
      double discrepancy = (1 + region) * -Math.log(1 - random.nextDouble());
      cells.add(region, random.nextInt(TimestepBins.COUNT), branch, discrepancy);
    }
    return cells.toSums();
  }
}
