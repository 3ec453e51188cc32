package dev.aria.teacher.inference;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.diffusion.PathPlan;
import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.TargetBatch;
import dev.aria.core.tensor.ElementType;
import dev.aria.runtime.pairs.SampleInputs;
import dev.aria.teacher.inference.PathPoint.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Takes the teacher along its sampling paths: DDIM (Song et al. 2021, eta = 0) from pure noise.
 * State and output are rounded as they are logged before a path goes on, so that x_(k+1) follows
 * from the log's x_k and output.
 *
 * <p>A pool that is given a shard goes on from the shard's last target in the log. Made again from
 * its seed a path would not be the log's to the last bit, since a matrix product rounds by what
 * else is in a call. So only a path of which the log holds nothing begins at its seed.
 *
 * <p>S elements a sample.
 */
public final class TeacherPaths {
  private final PathPlan plan;
  private final SampleInputs inputs;
  private final ElementType type;
  private final PathStates states;
  private final Function<DrawBatch, Optional<TargetBatch>> logged;

  /**
   * @param plan of the teacher's paths
   * @param type element type that states and outputs are logged in
   * @param logged the last target in the log of the same shard, before the step of the draws given
   */
  public TeacherPaths(
      PathPlan plan,
      SampleInputs inputs,
      ElementType type,
      PathStates states,
      Function<DrawBatch, Optional<TargetBatch>> logged) {
    this.plan = plan;
    this.inputs = inputs;
    this.type = type;
    this.states = states;
    this.logged = logged;
  }

  /** Each draw of {@code batch}; one on a path with the point where that stands. */
  List<Sample> samples(Assigned batch) {
    find(batch);
    List<Sample> samples = new ArrayList<>(batch.draws().draws().size());
    int place = 0;
    for (Draw draw : batch.draws().draws()) {
      boolean onPath = draw.branch() == Branch.PATH;
      Optional<PathPoint> point =
          onPath ? Optional.of(point(batch, draw, place++)) : Optional.empty();
      samples.add(new Sample(batch, draw, point));
    }
    return samples;
  }

  /** Finds out where the paths of {@code batch}'s shard stand, from the log if need be. */
  void find(Assigned batch) {
    if (batch.isOnPaths() && !states.know(batch)) {
      states.begin(batch, logged.apply(batch.draws()).map(this::after).orElseGet(Map::of));
    }
  }

  private PathPoint point(Assigned batch, Draw draw, int place) {
    Path path = Path.of(draw);
    return states
        .find(batch, place)
        .filter(known -> known.path().equals(path) && known.position() <= draw.pathPosition())
        .orElseGet(() -> begin(path));
  }

  private PathPoint begin(Path path) {
    float[] noise = PathPlan.begin(path.seed(), inputs.sampleSize(), type);
    return new PathPoint(path, 0, plan.step(path.seed(), 0).t(), noise);
  }

  /** Where the paths of {@code target} stand after it, by place. */
  private Map<Integer, PathPoint> after(TargetBatch target) {
    Map<Integer, PathPoint> points = new HashMap<>();
    target.eachPathDraw(
        (place, draw, x, output) ->
            next(new PathPoint(Path.of(draw), draw.pathPosition(), draw.timestep(), x), output)
                .ifPresent(next -> points.put(place, next)));
    return points;
  }

  /** The point behind {@code at}; empty at the path's end. */
  private Optional<PathPoint> next(PathPoint at, float[] output) {
    int position = at.position() + 1;
    if (position >= plan.length()) {
      return Optional.empty();
    }
    long seed = at.path().seed();
    float[] x = plan.next(plan.step(seed, at.position()), at.x(), output, type);
    return Optional.of(new PathPoint(at.path(), position, plan.step(seed, position).t(), x));
  }

  /**
   * A sample that is behind goes on by a position.
   *
   * @param output what the teacher says there
   */
  Sample advanced(Sample behind, float[] output) {
    PathPoint at = behind.point().orElseThrow();
    return behind.at(next(at, rounded(output)).orElseThrow());
  }

  /** {@code output} as the log gives it back. */
  float[] rounded(float[] output) {
    return PathPlan.rounded(output, type);
  }

  /**
   * The paths of a batch go on.
   *
   * @param samples all of the batch, at their draws' positions
   * @param outputs what the teacher says to each, on paths rounded
   */
  void passed(List<Sample> samples, List<float[]> outputs) {
    int place = 0;
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      if (sample.point().isPresent()) {
        states.put(sample.assigned(), place++, next(sample.point().get(), outputs.get(i)));
      }
    }
  }
}
