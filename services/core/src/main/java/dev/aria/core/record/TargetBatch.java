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
  /** Is shown the path draws of a batch. */
  @FunctionalInterface
  public interface PathDraws {
    /**
     * One of them.
     *
     * @param place its place among the path draws of the batch
     * @param x x_t, (S)
     * @param output what the teacher says there, (S)
     */
    void show(int place, Draw draw, float[] x, float[] output);
  }

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

  /** Shows each path draw to {@code seen}, in their order, with arrays of its own. */
  public void eachPathDraw(PathDraws seen) {
    int place = 0;
    for (int row = 0; row < draws.draws().size(); row++) {
      Draw draw = draws.draws().get(row);
      if (draw.branch() == Branch.PATH) {
        float[] x = new float[pathStates.rowSize()];
        float[] output = new float[x.length];
        pathStates.readRow(place, x, 0);
        outputs.readRow(row, output, 0);
        seen.show(place++, draw, x, output);
      }
    }
  }
}
