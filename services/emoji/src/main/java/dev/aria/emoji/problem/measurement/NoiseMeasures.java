package dev.aria.emoji.problem.measurement;

import dev.aria.emoji.evaluation.HeldOutPoints;
import dev.aria.emoji.evaluation.PointErrors;
import dev.aria.emoji.evaluation.Predictions;
import dev.aria.models.model.NoisePredictor;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a student's noise is from its teacher's at held-out points: under the prompt (c), under
 * the null condition (u), and guided, u + 3 (c - u). Immutable.
 */
final class NoiseMeasures {
  private static final String NOISE = "noise-mse";
  private static final String GUIDED = "guided-mse";
  private static final String NULL = "null-mse";
  private static final double GUIDANCE = 3;

  private final HeldOutPoints points;
  private final PromptGroups groups;
  private final Predictions conditional;
  private final Predictions unconditional;

  /** Asks {@code teacher} at {@code points}. */
  NoiseMeasures(HeldOutPoints points, PromptGroups groups, NoisePredictor teacher) {
    this.points = points;
    this.groups = groups;
    this.conditional = points.conditional(teacher);
    this.unconditional = points.unconditional(teacher);
  }

  /** All values of noise. */
  List<MeasuredValue> of(NoisePredictor student) {
    Predictions prompted = points.conditional(student);
    Predictions free = points.unconditional(student);
    List<MeasuredValue> values = new ArrayList<>(plain(points.errors(conditional, prompted)));
    PointErrors guided =
        points.errors(conditional.guided(unconditional, GUIDANCE), prompted.guided(free, GUIDANCE));
    values.addAll(groups.averages(GUIDED, guided.perPrompt()));
    values.add(groups.all(NULL, points.errors(unconditional, free).perPrompt()));
    return values;
  }

  private List<MeasuredValue> plain(PointErrors errors) {
    List<MeasuredValue> values = new ArrayList<>(groups.averages(NOISE, errors.perPrompt()));
    values.addAll(groups.details(NOISE, errors.perPrompt()));
    double[] strata = errors.perStratum();
    for (int i = 0; i < strata.length; i++) {
      values.add(new MeasuredValue(NOISE, "bin:" + i, strata[i], points.heldOut().size()));
    }
    return values;
  }

  /** The averages under the prompt alone. */
  List<MeasuredValue> quick(NoisePredictor student) {
    PointErrors errors = points.errors(conditional, points.conditional(student));
    return groups.averages(NOISE, errors.perPrompt());
  }
}
