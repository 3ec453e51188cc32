package dev.aria.teacher.inference;

import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;
import java.util.Arrays;
import java.util.Optional;

/**
 * One draw among the batches of a job.
 *
 * @param assigned the batch that it belongs to
 * @param draw the draw
 * @param point where its path stands; empty for a draw on no path
 */
record Sample(Assigned assigned, Draw draw, Optional<PathPoint> point) {
  DrawBatch batch() {
    return assigned.draws();
  }

  /** Timestep at which the teacher is asked. */
  int timestep() {
    return point.map(PathPoint::timestep).orElseGet(draw::timestep);
  }

  /** Whether its path has not come to the draw's position yet. */
  boolean isBehind() {
    return point.filter(at -> at.position() < draw.pathPosition()).isPresent();
  }

  Sample at(PathPoint next) {
    return new Sample(assigned, draw, Optional.of(next));
  }

  /** {@code output} behind x_t, where the sample lies on a path; else as it is. */
  float[] withItsX(float[] output) {
    if (point.isEmpty()) {
      return output;
    }
    float[] x = point.get().x();
    float[] both = Arrays.copyOf(x, x.length + output.length);
    System.arraycopy(output, 0, both, x.length, output.length);
    return both;
  }

  /** Whether {@code entry}, made by {@link #withItsX}, holds this very x_t, or none is needed. */
  boolean beginsWithItsX(float[] entry) {
    return point
        .map(PathPoint::x)
        .filter(x -> !Arrays.equals(x, 0, x.length, entry, 0, x.length))
        .isEmpty();
  }
}
