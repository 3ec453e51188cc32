package dev.aria.teacher;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.diffusion.PathPlan;
import dev.aria.core.record.Draw;
import dev.aria.core.record.TargetBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether each state of a path follows from state and output of the step before, in a log. */
final class PathsOfALog {
  private PathsOfALog() {}

  private record Place(long step, int shard, int place) {}

  /** Places whose state does not follow, to the last bit. */
  static List<String> broken(List<TargetBatch> targets, PathPlan plan) {
    Map<Place, float[]> expected = new HashMap<>();
    Map<Place, float[]> found = new HashMap<>();
    for (TargetBatch target : targets) {
      int place = 0;
      List<Draw> draws = target.draws().draws();
      for (int row = 0; row < draws.size(); row++) {
        Draw draw = draws.get(row);
        if (draw.branch() == Branch.PATH) {
          Place at = new Place(target.draws().step(), target.draws().shard(), place);
          float[] x = new float[target.pathStates().rowSize()];
          float[] output = new float[x.length];
          target.pathStates().readRow(place++, x, 0);
          target.outputs().readRow(row, output, 0);
          found.put(at, x);
          if (draw.pathPosition() == 0) {
            expected.put(at, PathPlan.begin(draw.noiseSeed(), x.length, target.outputs().type()));
          }
          if (draw.pathPosition() + 1 < plan.length()) {
            expected.put(
                new Place(at.step() + 1, at.shard(), at.place()),
                plan.next(
                    plan.step(draw.noiseSeed(), draw.pathPosition()),
                    x,
                    output,
                    target.outputs().type()));
          }
        }
      }
    }
    List<String> broken = new ArrayList<>();
    expected.forEach(
        (at, x) -> {
          if (found.containsKey(at) && !Arrays.equals(x, found.get(at))) {
            broken.add(at.toString());
          }
        });
    return broken;
  }
}
