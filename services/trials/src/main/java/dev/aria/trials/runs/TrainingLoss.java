package dev.aria.trials.runs;

import dev.aria.core.record.StepReport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Mean loss at a run's own draws over the last tenth of its steps, at least one; each (step, shard)
 * counts once, however often it was reported.
 */
public final class TrainingLoss {
  private static final double LAST = 0.1;

  private final double from;
  private final Map<List<Long>, Double> losses = new HashMap<>();

  /**
   * @param steps global steps of the run
   */
  public TrainingLoss(long steps) {
    this.from = Math.min(steps * (1 - LAST), (double) steps - 1);
  }

  /** Counts {@code report}, if it is of the last tenth. */
  public void add(StepReport report) {
    if (report.step() >= from) {
      losses.put(List.of(report.step(), (long) report.shard()), report.loss());
    }
  }

  /**
   * The mean.
   *
   * @throws java.util.NoSuchElementException when no step of the last tenth was reported
   */
  public double mean() {
    return losses.values().stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
