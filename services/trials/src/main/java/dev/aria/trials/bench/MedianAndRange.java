package dev.aria.trials.bench;

import java.util.List;

/**
 * A figure over repetitions.
 *
 * @param median middle value; the mean of the two middle ones of an even number
 * @param least smallest
 * @param most largest
 */
record MedianAndRange(double median, double least, double most) {
  /**
   * Of one value a repetition.
   *
   * @throws IllegalArgumentException when there is none
   */
  static MedianAndRange of(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no repetition to summarise");
    }
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    return new MedianAndRange(median, sorted.get(0), sorted.get(sorted.size() - 1));
  }
}
