package dev.aria.trials.compare;

import dev.aria.core.record.StepReport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Mean loss at a run's own draws over the last tenth of its steps; each (step, shard) counts once,
 * however often it was reported.
 */
final class TrainingLoss {
  private static final double LAST = 0.1;

  private final double from;
  private final Map<List<Long>, Double> losses = new HashMap<>();

  /**
   * @param steps global steps of the run
   */
  TrainingLoss(long steps) {
    this.from = steps * (1 - LAST);
  }

  void add(StepReport report) {
    if (report.step() >= from) {
      losses.put(List.of(report.step(), (long) report.shard()), report.loss());
    }
  }

  /**
   * The mean.
   *
   * @throws java.util.NoSuchElementException when no step of the last tenth was reported
   */
  double mean() {
    return losses.values().stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
