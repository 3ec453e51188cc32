package dev.aria.trials.soak;

import dev.aria.trials.soak.MemoryTrace.Sample;
import java.util.List;

/**
 * How flat a process's memory is over the second half of its steps.
 *
 * @param process its name
 * @param medianMiB median, in MiB
 * @param maxMiB maximum, in MiB
 * @param growth what the least-squares line rises by from the beginning to the end of that half, as
 *     a part of the median
 */
public record Flatness(String process, double medianMiB, double maxMiB, double growth) {
  /** Growth that still counts as flat. */
  static final double MOST_GROWTH = 0.05;

  /** Maximum over median that still counts as flat. */
  static final double MOST_OVER_MEDIAN = 1.2;

  private static final double KIB_PER_MIB = 1024;
  private static final int FEWEST = 3;

  /**
   * Of {@code trace}, from half of {@code steps} on.
   *
   * @throws IllegalArgumentException when there are fewer than 3 samples in that half
   */
  static Flatness of(MemoryTrace trace, long steps) {
    List<Sample> half =
        trace.samples().stream().filter(sample -> sample.step() * 2 >= steps).toList();
    if (half.size() < FEWEST) {
      throw new IllegalArgumentException(
          "%s has %d samples in the second half, must have at least %d"
              .formatted(trace.process(), half.size(), FEWEST));
    }
    List<Long> sorted = half.stream().map(Sample::kibibytes).sorted().toList();
    double median = sorted.get(sorted.size() / 2);
    return new Flatness(
        trace.process(),
        median / KIB_PER_MIB,
        sorted.get(sorted.size() - 1) / KIB_PER_MIB,
        rise(half) / median);
  }

  /** Slope of the least-squares line times the time it covers, in KiB. */
  private static double rise(List<Sample> half) {
    double meanX = half.stream().mapToDouble(Sample::seconds).average().orElseThrow();
    double meanY = half.stream().mapToDouble(Sample::kibibytes).average().orElseThrow();
    double covariance = 0;
    double variance = 0;
    for (Sample sample : half) {
      double x = sample.seconds() - meanX;
      covariance += x * (sample.kibibytes() - meanY);
      variance += x * x;
    }
    double time = half.get(half.size() - 1).seconds() - half.get(0).seconds();
    return variance == 0 ? 0 : covariance / variance * time;
  }

  /** Whether it neither grows nor leaps. */
  boolean isFlat() {
    return growth <= MOST_GROWTH && maxMiB <= medianMiB * MOST_OVER_MEDIAN;
  }
}
