package dev.aria.core.scheduling;

import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * What each region is still owed, in draws: the sum of its weights so far less the draws it was
 * served. Largest-credit-first with carry-over: add {@code B p}, serve the region with the largest
 * credit B times (ties to the lower index), one credit a draw.
 *
 * <p>For any sequence of weights over R regions, adversarial ones too, credits after serving stay
 * in (-1, H_R - 1] with H_R = 1 + 1/2 + ... + 1/R: a region never runs a whole draw ahead and lags
 * less than H_R (the greedy strategy of the cup game; the bound holds for any batch size B). A
 * region whose weight stays at or above w is visited at least every (H_R + 1)/w draws, plus a
 * batch. Credits advance only on draws that use a region; keep one value for each steered branch.
 */
public final class Credits {
  private static final double SUM_TOLERANCE = 1e-9;

  private final double[] owed;

  private Credits(double[] owed) {
    this.owed = owed;
  }

  /**
   * Nothing owed to any of {@code regions}.
   *
   * @throws IllegalArgumentException when regions is not positive
   */
  public static Credits none(int regions) {
    if (regions <= 0) {
      throw new IllegalArgumentException("regions must be positive, got " + regions);
    }
    return new Credits(new double[regions]);
  }

  /**
   * Credits as {@link #toArray} gave them out.
   *
   * @throws IllegalArgumentException when one is not finite or there is none
   */
  public static Credits of(double[] owed) {
    if (owed.length == 0 || !Arrays.stream(owed).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("credits must be finite and at least one region's");
    }
    return new Credits(owed.clone());
  }

  /** Number of regions. */
  public int regions() {
    return owed.length;
  }

  /** A copy of the credit of each region, in draws. */
  public double[] toArray() {
    return owed.clone();
  }

  /**
   * Hands out {@code draws} draws under {@code weights}.
   *
   * @param weights one a region, at least 0 and of sum 1
   * @throws IllegalArgumentException when the weights are not such, or draws is negative
   */
  public Serving serve(double[] weights, int draws) {
    check(weights, draws);
    double[] credit = owed.clone();
    for (int region = 0; region < credit.length; region++) {
      credit[region] += draws * weights[region];
    }
    int[] counts = draws == 0 ? new int[credit.length] : serveLargest(credit, draws);
    return new Serving(counts, new Credits(credit));
  }

  private void check(double[] weights, int draws) {
    if (weights.length != owed.length || draws < 0) {
      throw new IllegalArgumentException(
          "need %d weights and draws >= 0, got %d and %d"
              .formatted(owed.length, weights.length, draws));
    }
    double sum = 0;
    for (double weight : weights) {
      if (!(weight >= 0)) {
        throw new IllegalArgumentException("weights must be at least 0, got " + weight);
      }
      sum += weight;
    }
    if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
      throw new IllegalArgumentException("weights must sum to 1, got " + sum);
    }
  }

  /**
   * Serves {@code draws} times the largest of {@code credit}, which is left as it is afterwards.
   */
  private static int[] serveLargest(double[] credit, int draws) {
    int[] counts = new int[credit.length];
    PriorityQueue<Integer> largestFirst =
        new PriorityQueue<>(
            (a, b) -> {
              int byCredit = Double.compare(credit[b], credit[a]);
              return byCredit == 0 ? Integer.compare(a, b) : byCredit;
            });
    for (int region = 0; region < credit.length; region++) {
      largestFirst.add(region);
    }
    for (int draw = 0; draw < draws; draw++) {
      int region = largestFirst.remove();
      counts[region]++;
      credit[region] -= 1;
      largestFirst.add(region);
    }
    return counts;
  }
}
