package dev.aria.streamer.drawing;

import dev.aria.core.record.StepReport;
import dev.aria.runtime.settings.RunSettings;
import java.util.Arrays;

/**
 * Keeps drawn minus trained within max-in-flight samples. Trained is the number of steps that every
 * shard of the lead student has reported.
 */
final class InFlightGate {
  private final RunSettings run;
  private final String regionMapDigest;
  private final long[] trained;
  private long refused;

  /**
   * @throws IllegalArgumentException when max-in-flight does not hold one global step
   */
  InFlightGate(RunSettings run, String regionMapDigest) {
    if (run.maxInFlight() < run.batch()) {
      throw new IllegalArgumentException(
          "aria.run.max-in-flight is %d, must hold at least one step of %d shards x %d draws = %d"
              .formatted(run.maxInFlight(), run.shards(), run.microBatch(), run.batch()));
    }
    this.run = run;
    this.regionMapDigest = regionMapDigest;
    this.trained = new long[run.shards()];
  }

  /**
   * Takes note of a report read from {@code partition}; a stranger's, or one that is not of that
   * shard, is counted, a follower's changes nothing.
   */
  void observe(int partition, StepReport report) {
    if (!ours(partition, report)) {
      refused++;
    } else if (report.lead()) {
      trained[report.shard()] = Math.max(trained[report.shard()], report.step() + 1);
    }
  }

  /** Whether the report is the lead student's, of this run, lineage and map, and in its place. */
  boolean opensFor(int partition, StepReport report) {
    return ours(partition, report) && report.lead();
  }

  private boolean ours(int partition, StepReport report) {
    return report.run().equals(run.name())
        && report.lineage() == run.lineage()
        && report.regionMapDigest().equals(regionMapDigest)
        && report.shard() == partition
        && partition < run.shards();
  }

  /** Steps that the lead student has trained on every shard. */
  long trainedSteps() {
    return Arrays.stream(trained).min().orElseThrow();
  }

  /** Whether {@code step} may be drawn now. */
  boolean admits(long step) {
    return (step + 1 - trainedSteps()) * run.batch() <= run.maxInFlight();
  }

  /** Reports of another run, lineage or region map, or in a partition that is not their shard's. */
  long refused() {
    return refused;
  }
}
