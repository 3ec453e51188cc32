package dev.aria.operations.audit;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.conditioning.PathSchedule;
import dev.aria.core.diffusion.DdimStep;
import dev.aria.core.diffusion.PathPlan;
import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.TargetBatch;
import dev.aria.core.tensor.ElementType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Audits the draws that lie on the teacher's sampling paths. Each place goes along one path, a
 * position a step; and the teacher's next state follows from the state and the target of the step
 * before, both of which the log holds. The teacher itself is not asked. Holds one state a place.
 */
final class PathAudit {
  private final PathSchedule paths;
  private final Optional<PathPlan> plan;
  private final Findings findings;
  private final Map<Place, Draw> draws = new HashMap<>();
  private final Map<Place, State> states = new HashMap<>();

  /** A place among the path draws of a shard, at a step. */
  private record Place(int shard, int place, long step) {
    Place before() {
      return new Place(shard, place, step - 1);
    }

    @Override
    public String toString() {
      return "%s, path draw %d".formatted(new Cell(step, shard), place);
    }
  }

  /** x_t that the next position of a path must have. */
  private static final class State {
    private final Draw after;
    private final float[] x;

    State(Draw after, float[] x) {
      this.after = after;
      this.x = x;
    }
  }

  /**
   * @param plan of the teacher's paths; without it states are not audited
   */
  PathAudit(PathSchedule paths, Optional<PathPlan> plan, Findings findings) {
    this.paths = paths;
    this.plan = plan;
    this.findings = findings;
  }

  /** Draws that count for their (step, shard), in the order of the log. */
  void draw(DrawBatch batch) {
    List<Draw> onPaths = onPaths(batch);
    if (onPaths.size() != paths.draws()) {
      broken(
          "%s: %d path draws, should be %d"
              .formatted(new Cell(batch.step(), batch.shard()), onPaths.size(), paths.draws()));
      return;
    }
    for (int i = 0; i < onPaths.size(); i++) {
      Place place = new Place(batch.shard(), i, batch.step());
      Draw draw = onPaths.get(i);
      int position = paths.position(place.step(), place.shard(), i);
      if (draw.pathPosition() != position) {
        broken("%s: position %d, should be %d".formatted(place, draw.pathPosition(), position));
      }
      Draw before = draws.remove(place.before());
      if (position > 0 && before != null && !isSamePath(before, draw)) {
        broken("%s: another path than the step before".formatted(place));
      }
      draws.put(place, draw);
    }
  }

  /** The target that counts for its (step, shard). */
  void target(TargetBatch target) {
    plan.ifPresent(known -> target(target, known));
  }

  private void target(TargetBatch target, PathPlan known) {
    ElementType type = target.outputs().type();
    target.eachPathDraw(
        (path, draw, x, output) -> {
          Place place = new Place(target.draws().shard(), path, target.draws().step());
          check(place, draw, x, type);
          DdimStep step = known.step(draw.noiseSeed(), draw.pathPosition());
          states.put(place, new State(draw, known.next(step, x, output, type)));
        });
  }

  private void check(Place place, Draw draw, float[] x, ElementType type) {
    State before = states.remove(place.before());
    float[] expected = expected(draw, before, x.length, type);
    if (expected != null && !Arrays.equals(expected, x)) {
      broken("%s: its state does not follow from the step before".formatted(place));
    }
  }

  /** Null where the log does not tell: the step before is gone, or came later. */
  private static float @Nullable [] expected(
      Draw draw, @Nullable State before, int width, ElementType type) {
    if (draw.pathPosition() == 0) {
      return PathPlan.begin(draw.noiseSeed(), width, type);
    }
    return before != null && isSamePath(before.after, draw) ? before.x : null;
  }

  private static boolean isSamePath(Draw before, Draw after) {
    return before.noiseSeed() == after.noiseSeed()
        && before.prompt().equals(after.prompt())
        && before.teacher() == after.teacher()
        && before.pathPosition() + 1 == after.pathPosition();
  }

  private static List<Draw> onPaths(DrawBatch batch) {
    return batch.draws().stream().filter(draw -> draw.branch() == Branch.PATH).toList();
  }

  private void broken(String detail) {
    findings.add(Check.PATH_BROKEN, detail);
  }
}
