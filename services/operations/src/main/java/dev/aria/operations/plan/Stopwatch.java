package dev.aria.operations.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Times something by doing it again and again, and takes the median. */
final class Stopwatch {
  private static final int WARM_UP = 3;
  private static final int FEWEST = 5;
  private static final double NANOS = 1e9;

  private final LongSupplier nanos;
  private final double budgetSeconds;

  /**
   * A stopwatch.
   *
   * @param nanos a clock that only goes forward, in nanoseconds
   * @param budgetSeconds how long one thing is repeated, five times at least
   */
  Stopwatch(LongSupplier nanos, double budgetSeconds) {
    this.nanos = nanos;
    this.budgetSeconds = budgetSeconds;
  }

  /** Median time of {@code work} in seconds, once it is warm. */
  double seconds(Runnable work) {
    for (int i = 0; i < WARM_UP; i++) {
      work.run();
    }
    List<Double> times = new ArrayList<>();
    double spent = 0;
    while (times.size() < FEWEST || spent < budgetSeconds) {
      long start = nanos.getAsLong();
      work.run();
      double took = (nanos.getAsLong() - start) / NANOS;
      times.add(took);
      spent += took;
    }
    return times.stream().sorted().toList().get(times.size() / 2);
  }
}
