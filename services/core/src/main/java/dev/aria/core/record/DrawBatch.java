package dev.aria.core.record;

import dev.aria.core.tensor.Tensor;
import java.util.List;

/**
 * The draws of one (step, shard).
 *
 * @param run name of the run
 * @param lineage fence that changes with teacher, normaliser, region map or a rollback
 * @param regionMapDigest map that the draws' regions refer to
 * @param pairedSetDigest paired set that the draws' latent ids refer to
 * @param step global step, from 0
 * @param shard virtual shard, 0 to V - 1
 * @param weights version of the sampling weights drawn under
 * @param draws the draws, in order of their ordinals
 * @param conditions (M, condition shape) float32: the conditions of the swapped and path draws,
 *     encoded once and never recomputed
 * @param teachersDigest teachers that the draws name; empty in a run without experts
 */
public record DrawBatch(
    String run,
    long lineage,
    String regionMapDigest,
    String pairedSetDigest,
    long step,
    int shard,
    WeightsVersion weights,
    List<Draw> draws,
    Tensor conditions,
    String teachersDigest) {
  public DrawBatch {
    Checks.filled("run", run);
    Checks.atLeast("lineage", lineage, 0);
    Checks.filled("region map digest", regionMapDigest);
    Checks.filled("paired set digest", pairedSetDigest);
    Checks.atLeast("step", step, 0);
    Checks.atLeast("shard", shard, 0);
    draws = List.copyOf(draws);
    Checks.atLeast("draws in the batch", draws.size(), 1);
    int rows = conditions.shape().get(0);
    for (Draw draw : draws) {
      if (draw.conditionRow() >= rows) {
        throw new IllegalArgumentException(
            "draw %d names condition row %d of %d"
                .formatted(draw.ordinal(), draw.conditionRow(), rows));
      }
      if (teachersDigest.isEmpty() && draw.teacher() != Draw.OWN_TEACHER) {
        throw new IllegalArgumentException(
            "draw %d names teacher %d, and the batch no teachers"
                .formatted(draw.ordinal(), draw.teacher()));
      }
    }
  }

  /** The draws of a run without experts. */
  public DrawBatch(
      String run,
      long lineage,
      String regionMapDigest,
      String pairedSetDigest,
      long step,
      int shard,
      WeightsVersion weights,
      List<Draw> draws,
      Tensor conditions) {
    this(
        run,
        lineage,
        regionMapDigest,
        pairedSetDigest,
        step,
        shard,
        weights,
        draws,
        conditions,
        "");
  }
}
