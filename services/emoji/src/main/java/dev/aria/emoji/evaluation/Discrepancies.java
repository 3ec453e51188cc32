package dev.aria.emoji.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Mean discrepancy of each held-out prompt, and the averages that are quoted of it. */
public final class Discrepancies {
  private final double[] perPrompt;

  Discrepancies(double[] perPrompt) {
    this.perPrompt = perPrompt.clone();
  }

  /** Number of prompts. */
  public int size() {
    return perPrompt.length;
  }

  /** Mean over the prompts. */
  public double mean() {
    return Arrays.stream(perPrompt).average().orElseThrow();
  }

  /**
   * Mean of each group; NaN for a group without prompts.
   *
   * @param group group of each prompt, by prompt
   * @param groups number of groups
   */
  public double[] byGroup(int[] group, int groups) {
    double[] means = new double[groups];
    for (int g = 0; g < groups; g++) {
      int wanted = g;
      means[g] =
          IntStream.range(0, perPrompt.length)
              .filter(i -> group[i] == wanted)
              .mapToDouble(i -> perPrompt[i])
              .average()
              .orElse(Double.NaN);
    }
    return means;
  }
}
