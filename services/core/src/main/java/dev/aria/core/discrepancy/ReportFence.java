package dev.aria.core.discrepancy;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.record.DiscrepancySum;
import dev.aria.core.record.Draw;
import dev.aria.core.record.StepReport;
import java.util.List;
import java.util.Optional;

/**
 * Which step reports belong to the statistics being kept.
 *
 * @param student name of the lead student
 * @param lineage current lineage
 * @param regionMapDigest current region map
 * @param term term of the allocator that asks
 * @param regions R
 * @param shards V
 */
public record ReportFence(
    String student, long lineage, String regionMapDigest, long term, int regions, int shards) {
  private static final double ROUNDING = 1e-6;

  public ReportFence {
    if (regions < 1 || shards < 1) {
      throw new IllegalArgumentException(
          "regions and shards must be at least 1, got %d and %d".formatted(regions, shards));
    }
  }

  /** Why the report is not one of ours; empty when it is. */
  Optional<Rejection> foreign(StepReport report) {
    if (!report.student().equals(student)) {
      return Optional.of(Rejection.OTHER_STUDENT);
    }
    if (report.lineage() != lineage) {
      return Optional.of(Rejection.OTHER_LINEAGE);
    }
    if (!report.regionMapDigest().equals(regionMapDigest)) {
      return Optional.of(Rejection.OTHER_REGION_MAP);
    }
    if (report.weights().term() > term) {
      return Optional.of(Rejection.LATER_TERM);
    }
    return report.shard() < shards ? Optional.empty() : Optional.of(Rejection.UNKNOWN_SHARD);
  }

  /** Whether every sum in the report can be. */
  boolean plausible(StepReport report) {
    return plausible(report.training()) && plausible(report.probes());
  }

  private boolean plausible(List<DiscrepancySum> sums) {
    return sums.stream().allMatch(this::plausible);
  }

  private boolean plausible(DiscrepancySum cell) {
    boolean regionFits =
        cell.branch() == Branch.NULL
            ? cell.region() == Draw.NO_REGION
            : cell.region() >= 0 && cell.region() < regions;
    double sum = DiscrepancyCells.real(cell.sum());
    double squares = DiscrepancyCells.real(cell.sumOfSquares());
    boolean sumsFit = sum * sum <= cell.count() * (squares + ROUNDING * (1 + squares));
    return regionFits && cell.bin() < TimestepBins.COUNT && sumsFit;
  }
}
