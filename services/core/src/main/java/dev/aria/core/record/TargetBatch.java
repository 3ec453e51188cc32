package dev.aria.core.record;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.tensor.Tensor;

/**
 * The draws of one (step, shard) with the teacher's noise for each.
 *
 * @param draws the draws, whole
 * @param noise (N, sample shape) float16 or float32, row i belongs to draw i
 * @param pathStates (P, sample shape) of the noise's type: x_t of each path draw, in their order.
 *     The log holds it, since only the teacher could make it again
 * @param teacherDigest SHA-256 of the teacher's file
 * @param guidance classifier-free guidance scale the noise was made with; 1 is none
 */
public record TargetBatch(
    DrawBatch draws, Tensor noise, Tensor pathStates, String teacherDigest, double guidance) {
  public TargetBatch {
    Checks.filled("teacher digest", teacherDigest);
    Checks.finiteAtLeast("guidance", guidance, 0);
    if (noise.shape().isEmpty() || noise.shape().get(0) != draws.draws().size()) {
      throw new IllegalArgumentException(
          "noise of shape %s for %d draws".formatted(noise.shape(), draws.draws().size()));
    }
    long paths = draws.draws().stream().filter(draw -> draw.branch() == Branch.PATH).count();
    if (pathStates.shape().isEmpty() || pathStates.shape().get(0) != paths) {
      throw new IllegalArgumentException(
          "states of shape %s for %d path draws".formatted(pathStates.shape(), paths));
    }
    if (paths > 0 && pathStates.rowSize() != noise.rowSize()) {
      throw new IllegalArgumentException(
          "states of shape %s for noise of shape %s".formatted(pathStates.shape(), noise.shape()));
    }
  }
}
