package dev.aria.emoji.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The averages over regions that are quoted of a student.
 *
 * @param macro every region counts the same
 * @param worstDecile mean of the worst tenth of the regions, at least one
 * @param natural every region counts by its share of the corpus
 */
public record RegionAverages(double macro, double worstDecile, double natural) {

  /**
   * Averages of {@code means} over the regions that hold held-out prompts (the others are NaN).
   *
   * @param shares share of each region in the corpus
   * @throws IllegalArgumentException when no region holds a held-out prompt
   */
  public static RegionAverages of(double[] means, double[] shares) {
    double[] sorted = Arrays.stream(means).filter(m -> !Double.isNaN(m)).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("no region holds a held-out prompt");
    }
    int worst = Math.max(1, (int) Math.round(sorted.length / 10.0));
    return new RegionAverages(
        Arrays.stream(sorted).average().orElseThrow(),
        Arrays.stream(sorted, sorted.length - worst, sorted.length).average().orElseThrow(),
        weighted(means, shares));
  }

  private static double weighted(double[] means, double[] shares) {
    int[] held = IntStream.range(0, means.length).filter(r -> !Double.isNaN(means[r])).toArray();
    double mass = Arrays.stream(held).mapToDouble(r -> shares[r]).sum();
    return Arrays.stream(held).mapToDouble(r -> shares[r] * means[r]).sum() / mass;
  }
}
