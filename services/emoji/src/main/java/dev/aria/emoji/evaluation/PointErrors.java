package dev.aria.emoji.evaluation;

/**
 * Mean squared difference of two models at every held-out point.
 *
 * <p>Legend: N prompts, K timesteps a prompt, points ordered prompt first; the k-th timestep of a
 * prompt lies in the k-th of K equal strata of {0..T-1}.
 */
public final class PointErrors {
  private final double[] perPoint;
  private final int timestepsPerPrompt;

  PointErrors(double[] perPoint, int timestepsPerPrompt) {
    this.perPoint = perPoint;
    this.timestepsPerPrompt = timestepsPerPrompt;
  }

  /** Mean over the timesteps of each prompt. */
  public Discrepancies perPrompt() {
    double[] means = new double[perPoint.length / timestepsPerPrompt];
    for (int point = 0; point < perPoint.length; point++) {
      means[point / timestepsPerPrompt] += perPoint[point] / timestepsPerPrompt;
    }
    return new Discrepancies(means);
  }

  /** Mean over the prompts in each of the K strata, from the least noise to the most. */
  public double[] perStratum() {
    double[] means = new double[timestepsPerPrompt];
    int prompts = perPoint.length / timestepsPerPrompt;
    for (int point = 0; point < perPoint.length; point++) {
      means[point % timestepsPerPrompt] += perPoint[point] / prompts;
    }
    return means;
  }
}
