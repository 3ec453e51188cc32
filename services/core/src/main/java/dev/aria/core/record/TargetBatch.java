package dev.aria.core.record;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.tensor.Tensor;

/**
 * The draws of one (step, shard) with what the teacher says to each.
 *
 * @param draws the draws, whole
 * @param outputs (N, sample shape) float16 or float32, row i belongs to draw i: the teacher's
 *     guided output, of the teacher's prediction type
 * @param pathStates (P, sample shape) of the outputs' type: x_t of each path draw, in their order.
 *     The log holds it, since only the teacher could make it again
 * @param teacherDigest SHA-256 of the teacher's file
 * @param guidance classifier-free guidance scale the outputs were made with; 1 is none
 */
public record TargetBatch(
    DrawBatch draws, Tensor outputs, Tensor pathStates, String teacherDigest, double guidance) {
  public TargetBatch {
    Checks.filled("teacher digest", teacherDigest);
    Checks.finiteAtLeast("guidance", guidance, 0);
    if (outputs.shape().isEmpty() || outputs.shape().get(0) != draws.draws().size()) {
      throw new IllegalArgumentException(
          "outputs of shape %s for %d draws".formatted(outputs.shape(), draws.draws().size()));
    }
    long paths = draws.draws().stream().filter(draw -> draw.branch() == Branch.PATH).count();
    if (pathStates.shape().isEmpty() || pathStates.shape().get(0) != paths) {
      throw new IllegalArgumentException(
          "states of shape %s for %d path draws".formatted(pathStates.shape(), paths));
    }
    if (paths > 0 && pathStates.rowSize() != outputs.rowSize()) {
      throw new IllegalArgumentException(
          "states of shape %s for outputs of shape %s"
              .formatted(pathStates.shape(), outputs.shape()));
    }
  }
}
