package dev.aria.emoji.evaluation;

import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.models.model.NoisePredictor;

/**
 * Compares students with a teacher at {@link HeldOutPoints}. Discrepancy is the mean over the
 * sample of (eps_T - eps_S)^2.
 */
public final class HeldOutEvaluation {
  private final HeldOutPoints points;
  private final Predictions teacher;

  private HeldOutEvaluation(HeldOutPoints points, Predictions teacher) {
    this.points = points;
    this.teacher = teacher;
  }

  /** Noises every held-out prompt {@code timestepsPerPrompt} times and asks the teacher. */
  public static HeldOutEvaluation prepare(
      HeldOutSet held,
      NoisePredictor teacher,
      NoiseSchedule schedule,
      int timestepsPerPrompt,
      long seed) {
    HeldOutPoints points = HeldOutPoints.of(held, schedule, timestepsPerPrompt, seed);
    return new HeldOutEvaluation(points, points.conditional(teacher));
  }

  /** The prompts compared at. */
  public HeldOutSet heldOut() {
    return points.heldOut();
  }

  /** Discrepancy of {@code student} from the teacher. */
  public Discrepancies of(NoisePredictor student) {
    return points.errors(teacher, points.conditional(student)).perPrompt();
  }

  /** Discrepancy of predicting no noise at all: the scale against which a student is judged. */
  public Discrepancies ofZero() {
    return points.errors(teacher, teacher.zero()).perPrompt();
  }
}
