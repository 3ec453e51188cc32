package dev.aria.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.record.Draw;
import dev.aria.core.record.PromptCoordinate;
import dev.aria.core.record.TargetBatch;
import java.util.Arrays;
import java.util.List;

/** Draws of two teachers, told apart by their prompts, and what each alone says to all of them. */
final class TwoTeachers {
  /** Last bits that the number of rows of a call may move. */
  private static final float ROUNDING = 1e-4f;

  private TwoTeachers() {}

  /** Teacher of a draw, the same all along a path. */
  static int of(Draw draw) {
    return (int) (draw.prompt().map(PromptCoordinate::id).orElse((long) draw.latentId()) % 2);
  }

  /** Each row of {@code targets} is that of its teacher alone, but for the last bits. */
  static void assertEachRow(
      List<TargetBatch> targets, List<TargetBatch> own, List<TargetBatch> expert) {
    for (int b = 0; b < targets.size(); b++) {
      TargetBatch target = targets.get(b);
      int path = 0;
      for (int row = 0; row < target.draws().draws().size(); row++) {
        Draw draw = target.draws().draws().get(row);
        TargetBatch alone = (draw.teacher() == 0 ? own : expert).get(b);
        TargetBatch other = (draw.teacher() == 0 ? expert : own).get(b);
        float[] said = row(target.outputs().toFloats(), row, target.outputs().rowSize());
        float[] expected = row(alone.outputs().toFloats(), row, said.length);
        assertThat(said).isNotEqualTo(row(other.outputs().toFloats(), row, said.length));
        assertThat(said).containsExactly(expected, within(ROUNDING));
        if (draw.branch() == Branch.PATH) {
          assertThat(row(target.pathStates().toFloats(), path, said.length))
              .containsExactly(
                  row(alone.pathStates().toFloats(), path, said.length), within(ROUNDING));
          path++;
        }
      }
    }
  }

  private static float[] row(float[] values, int row, int width) {
    return Arrays.copyOfRange(values, row * width, (row + 1) * width);
  }
}
