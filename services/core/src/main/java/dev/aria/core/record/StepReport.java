package dev.aria.core.record;

import java.util.List;

/**
 * What training one (step, shard) showed; (student, lineage, shard, step) identifies it.
 *
 * @param run name of the run
 * @param student name of the student
 * @param lead whether this student leads, that is steers the draws
 * @param lineage fence of the draws trained on
 * @param regionMapDigest map that the regions refer to
 * @param step global step trained
 * @param shard virtual shard
 * @param weights weights version of the draws
 * @param loss mean weighted loss of the shard's micro-batch
 * @param training sums over the training samples
 * @param probes sums over the re-scored probes; empty between scorings
 */
public record StepReport(
    String run,
    String student,
    boolean lead,
    long lineage,
    String regionMapDigest,
    long step,
    int shard,
    WeightsVersion weights,
    double loss,
    List<DiscrepancySum> training,
    List<DiscrepancySum> probes) {
  public StepReport {
    Checks.filled("run", run);
    Checks.filled("student", student);
    Checks.atLeast("lineage", lineage, 0);
    Checks.filled("region map digest", regionMapDigest);
    Checks.atLeast("step", step, 0);
    Checks.atLeast("shard", shard, 0);
    Checks.finiteAtLeast("loss", loss, 0);
    training = List.copyOf(training);
    probes = List.copyOf(probes);
  }
}
