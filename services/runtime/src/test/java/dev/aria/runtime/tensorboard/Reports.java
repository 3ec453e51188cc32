package dev.aria.runtime.tensorboard;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.DiscrepancySum;
import dev.aria.core.record.PolicyConstants;
import dev.aria.core.record.RegionWeight;
import dev.aria.core.record.StepReport;
import dev.aria.core.record.WeightsVersion;
import dev.aria.runtime.kafka.reading.Received;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Step reports and weights of run {@code r}, as they are read. */
final class Reports {
  static final Instant BEGAN = Instant.ofEpochSecond(1_700_000_000);
  static final WeightsVersion FIRST = new WeightsVersion(1, 1);

  private Reports() {}

  /** A report whose loss is step + shard / 10, written 100 ms a step after the first. */
  static Received<StepReport> of(long step, int shard) {
    return of("student", step, shard, WeightsVersion.INITIAL);
  }

  static Received<StepReport> of(String student, long step, int shard, WeightsVersion weights) {
    StepReport report =
        new StepReport(
            "r",
            student,
            true,
            0,
            "map",
            step,
            shard,
            weights,
            step + shard / 10.0,
            List.of(sum(0, 1), sum(1, 3), sum(-1, 100)),
            List.of());
    return new Received<>(report, shard, step, BEGAN.plusMillis(100 * step + shard));
  }

  /** Two samples of {@code region} with a mean discrepancy of {@code mean}. */
  private static DiscrepancySum sum(int region, double mean) {
    Branch branch = region < 0 ? Branch.NULL : Branch.SWAPPED;
    return new DiscrepancySum(region, 3, branch, 2, (long) (2 * mean * 0x1p32), 0);
  }

  /** Weights over as many regions as {@code shares}, each of a ratio of its place from 1. */
  static SamplingWeights weights(WeightsVersion version, double... shares) {
    List<RegionWeight> regions =
        Stream.iterate(0, region -> region < shares.length, region -> region + 1)
            .map(region -> new RegionWeight(shares[region], 0, 0, region + 1.0, 0.5, 10))
            .toList();
    return new SamplingWeights(
        "r", version, 0, "map", "aria", PolicyConstants.DEFAULTS, 1, 0.75, regions);
  }
}
