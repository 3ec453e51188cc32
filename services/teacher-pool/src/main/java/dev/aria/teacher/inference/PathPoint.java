package dev.aria.teacher.inference;

import dev.aria.core.record.Draw;
import dev.aria.core.record.PromptCoordinate;

/** Where a sampling path stands: a position to which the teacher has said nothing yet. */
final class PathPoint {
  private final Path path;
  private final int position;
  private final int timestep;
  private final float[] x;

  /**
   * A path: whose it is among the run's teachers, its prompt, and the seed of its initial noise.
   */
  record Path(int teacher, long prompt, long seed) {
    /** That of a path draw. */
    static Path of(Draw draw) {
      long prompt = draw.prompt().map(PromptCoordinate::id).orElseThrow();
      return new Path(draw.teacher(), prompt, draw.noiseSeed());
    }
  }

  /**
   * @param position of the path, 0 to K - 1
   * @param timestep t there
   * @param x x_t there, (S); not to be written to
   */
  PathPoint(Path path, int position, int timestep, float[] x) {
    this.path = path;
    this.position = position;
    this.timestep = timestep;
    this.x = x;
  }

  Path path() {
    return path;
  }

  int position() {
    return position;
  }

  int timestep() {
    return timestep;
  }

  float[] x() {
    return x;
  }
}
