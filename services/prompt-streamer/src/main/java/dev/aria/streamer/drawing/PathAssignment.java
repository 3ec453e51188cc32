package dev.aria.streamer.drawing;

import dev.aria.core.conditioning.PathSchedule;
import dev.aria.core.record.PathStart;
import dev.aria.core.record.SamplerState;
import dev.aria.streamer.drawing.BranchSchedule.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The paths that one step's path draws are on, by shard and place in it.
 *
 * @param paths empty where no paths are drawn
 * @param credits of the regions after the paths that begin; empty likewise
 * @param cursors paths of the regions so far; empty likewise
 */
record PathAssignment(List<PathStart> paths, List<Double> credits, List<Long> cursors) {
  /** Without paths. */
  static final PathAssignment NONE = new PathAssignment(List.of(), List.of(), List.of());

  PathAssignment {
    paths = List.copyOf(paths);
    credits = List.copyOf(credits);
    cursors = List.copyOf(cursors);
  }

  /**
   * Goes on with the paths of {@code state}; where one has ended another begins.
   *
   * @param natural weights of Random Conditioning over what can be drawn
   * @param weights weights in force, likewise
   */
  static PathAssignment of(
      SamplerState state,
      PathSchedule paths,
      double[] natural,
      double[] weights,
      DrawMaker maker,
      RandomGenerator shuffle) {
    long step = state.nextStep();
    BranchSchedule schedule =
        BranchSchedule.of(natural.length, state.pathCredits(), state.pathCursors());
    int beginning =
        (int)
            IntStream.range(0, paths.paths())
                .filter(i -> paths.begins(step, i / paths.draws(), i % paths.draws()))
                .count();
    BranchAssignment assigned = BranchAssignment.of(schedule, natural, weights, beginning, shuffle);
    List<PathStart> under = new ArrayList<>(paths.paths());
    for (int i = 0; i < paths.paths(); i++) {
      int shard = i / paths.draws();
      int place = i % paths.draws();
      if (paths.begins(step, shard, place)) {
        Visit visit = assigned.next();
        long path = paths.path(step, shard, place);
        under.add(maker.begin(visit, assigned.probabilities(visit), path));
      } else {
        under.add(state.paths().get(i));
      }
    }
    return new PathAssignment(under, assigned.after().credits(), assigned.after().cursors());
  }
}
