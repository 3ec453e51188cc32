package dev.aria.teacher.inference;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.diffusion.DdimStep;
import dev.aria.core.diffusion.PathPlan;
import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.PromptCoordinate;
import dev.aria.core.tensor.ElementType;
import dev.aria.runtime.pairs.SampleInputs;
import dev.aria.teacher.inference.PathStates.Path;
import dev.aria.teacher.inference.PathStates.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes the teacher along its sampling paths: DDIM (Song et al. 2021, eta = 0) from pure noise, one
 * call a position for all path draws of a batch, each at a position of its own. State and output
 * are rounded as they are logged before the path goes on, so that x_(k+1) follows from the log's
 * x_k and output. The path draws of a batch always take the same row of a call of the same size,
 * since a matrix product rounds by its shape: so a path begun again from its seed has the same
 * bits. The rows of another teacher stay empty in a call, so they change none.
 *
 * <p>P path draws in a batch, S elements a sample, C elements a condition.
 */
public final class PathInference {
  private final Teacher teacher;
  private final PathPlan plan;
  private final SampleInputs inputs;
  private final ElementType type;
  private final PathStates states;
  private final InferenceMetrics metrics;

  /**
   * @param plan of the teacher's paths
   * @param type element type that states and outputs are logged in
   */
  public PathInference(
      Teacher teacher,
      PathPlan plan,
      SampleInputs inputs,
      ElementType type,
      PathStates states,
      InferenceMetrics metrics) {
    this.teacher = teacher;
    this.plan = plan;
    this.inputs = inputs;
    this.type = type;
    this.states = states;
    this.metrics = metrics;
  }

  /** One path draw on the way to its position. */
  private final class Walk {
    private final Draw draw;
    private final Path path;
    private final List<DdimStep> steps;
    private State state;
    private float @Nullable [] sample;

    Walk(Draw draw) {
      this.draw = draw;
      this.path =
          new Path(
              draw.teacher(),
              draw.prompt().map(PromptCoordinate::id).orElseThrow(),
              draw.noiseSeed());
      this.steps = plan.steps(draw.noiseSeed());
      this.state =
          states
              .take(path)
              .filter(known -> known.position() <= draw.pathPosition())
              .orElseGet(this::begin);
    }

    private State begin() {
      return new State(0, PathPlan.begin(draw.noiseSeed(), inputs.sampleSize(), type));
    }

    boolean arrived() {
      return sample != null;
    }

    /** Goes on by what the teacher says at the state's position. */
    void advance(float[] output) {
      float[] logged = PathPlan.rounded(output, type);
      if (state.position() == draw.pathPosition()) {
        sample = Arrays.copyOf(state.x(), 2 * logged.length);
        System.arraycopy(logged, 0, sample, logged.length, logged.length);
      } else {
        metrics.repeated();
      }
      DdimStep step = steps.get(state.position());
      state = new State(state.position() + 1, plan.next(step, state.x(), logged, type));
      if (arrived() && state.position() < plan.length()) {
        states.put(path, state);
      }
    }
  }

  /**
   * x_t and output, one after the other, of each of {@code asked}, in their order.
   *
   * @param asked path draws of {@code batch}
   * @return arrays of 2 S elements
   * @throws TeacherBroken when an element is not finite
   */
  List<float[]> samples(DrawBatch batch, List<Draw> asked) {
    List<Draw> paths = batch.draws().stream().filter(draw -> draw.branch() == Branch.PATH).toList();
    Set<Long> ordinals = asked.stream().map(Draw::ordinal).collect(Collectors.toSet());
    List<@Nullable Walk> rows = new ArrayList<>(paths.size());
    for (Draw draw : paths) {
      rows.add(ordinals.contains(draw.ordinal()) ? new Walk(draw) : null);
    }
    paths.stream()
        .mapToInt(Draw::teacher)
        .distinct()
        .sorted()
        .forEach(index -> walk(batch, rows, index));
    List<float[]> samples = new ArrayList<>(asked.size());
    for (Walk walk : rows) {
      if (walk != null && walk.sample != null) {
        samples.add(walk.sample);
      }
    }
    return samples;
  }

  /** Takes the paths of one teacher to where they are asked for. */
  private void walk(DrawBatch batch, List<@Nullable Walk> rows, int index) {
    List<@Nullable Walk> own = new ArrayList<>(rows.size());
    for (Walk walk : rows) {
      own.add(walk != null && walk.draw.teacher() == index ? walk : null);
    }
    while (own.stream().anyMatch(walk -> walk != null && !walk.arrived())) {
      call(teacher.expert(index), batch, own);
    }
  }

  private void call(Teacher of, DrawBatch batch, List<@Nullable Walk> rows) {
    int size = inputs.sampleSize();
    float[] x = new float[rows.size() * size]; // (P, S)
    int[] timesteps = new int[rows.size()];
    float[] conditions = new float[rows.size() * inputs.conditionSize()]; // (P, C)
    int walking = 0;
    for (int row = 0; row < rows.size(); row++) {
      Walk walk = rows.get(row);
      if (walk != null && !walk.arrived()) {
        walking++;
        System.arraycopy(walk.state.x(), 0, x, row * size, size);
        timesteps[row] = walk.steps.get(walk.state.position()).t();
        inputs.condition(batch, walk.draw, conditions, row * inputs.conditionSize());
      }
    }
    float[] outputs = metrics.call(walking, () -> of.outputs(x, timesteps, conditions));
    for (int row = 0; row < rows.size(); row++) {
      Walk walk = rows.get(row);
      if (walk != null && !walk.arrived()) {
        float[] own = Arrays.copyOfRange(outputs, row * size, (row + 1) * size);
        TeacherBroken.refuse(new Sample(batch, walk.draw), own);
        walk.advance(own);
      }
    }
  }
}
