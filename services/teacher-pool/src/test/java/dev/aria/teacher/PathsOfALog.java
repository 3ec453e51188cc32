package dev.aria.teacher;

import dev.aria.core.diffusion.DdimStep;
import dev.aria.core.diffusion.PathPlan;
import dev.aria.core.record.TargetBatch;
import dev.aria.core.tensor.ElementType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether each state of a path follows from state and output of the step before, in a log. */
final class PathsOfALog {
  private PathsOfALog() {}

  private record Place(long step, int shard, int place) {
    Place next() {
      return new Place(step + 1, shard, place);
    }
  }

  /** Places whose state does not follow, to the last bit. */
  static List<String> broken(List<TargetBatch> targets, PathPlan plan) {
    Map<Place, float[]> expected = new HashMap<>();
    Map<Place, float[]> found = new HashMap<>();
    for (TargetBatch target : targets) {
      ElementType type = target.outputs().type();
      target.eachPathDraw(
          (place, draw, x, output) -> {
            Place at = new Place(target.draws().step(), target.draws().shard(), place);
            found.put(at, x);
            if (draw.pathPosition() == 0) {
              expected.put(at, PathPlan.begin(draw.noiseSeed(), x.length, type));
            }
            if (draw.pathPosition() + 1 < plan.length()) {
              DdimStep step = plan.step(draw.noiseSeed(), draw.pathPosition());
              expected.put(at.next(), plan.next(step, x, output, type));
            }
          });
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
