package dev.aria.console.watch;

import dev.aria.core.record.StepReport;
import dev.aria.runtime.kafka.reading.Received;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the charts show: progress, weights and checkpoints, each of bounded length. Thread-safe. */
public final class RunHistory {
  private static final int MOST_POINTS = 400;
  private static final int MOST_VERSIONS = 200;
  private static final int MOST_CHECKPOINTS = 100;

  private final int batch;
  private final Thinned<ProgressPoint> progress = new Thinned<>(MOST_POINTS);
  private final Thinned<WeightsRow> weights = new Thinned<>(MOST_VERSIONS);
  private final Thinned<Checkpoint> checkpoints = new Thinned<>(MOST_CHECKPOINTS);
  private Optional<ProgressPoint> newestPoint = Optional.empty();
  private Optional<WeightsRow> newestWeights = Optional.empty();
  private double lossSum;
  private long losses;

  RunHistory(int batch) {
    this.batch = batch;
  }

  /** Progress and weights, oldest first. */
  public record Charts(List<ProgressPoint> progress, List<WeightsRow> weights) {}

  synchronized void loss(double loss) {
    lossSum += loss;
    losses++;
  }

  synchronized void past(Received<StepReport> report) {
    loss(report.value().loss());
    trained(report.value().step() + 1, report.timestamp());
  }

  /**
   * Takes note that {@code step} steps are trained; the losses since the last call belong to it.
   */
  synchronized void trained(long step, Instant now) {
    if (losses == 0 || newestPoint.filter(point -> point.step() >= step).isPresent()) {
      return;
    }
    ProgressPoint point =
        new ProgressPoint(step, now.toEpochMilli(), lossSum / losses, rate(step, now).orElse(null));
    progress.add(point);
    newestPoint = Optional.of(point);
    lossSum = 0;
    losses = 0;
  }

  private Optional<Double> rate(long step, Instant now) {
    return newestPoint
        .filter(last -> now.toEpochMilli() > last.time())
        .map(last -> (step - last.step()) * batch * 1000.0 / (now.toEpochMilli() - last.time()));
  }

  synchronized void weights(WeightsRow row) {
    weights.add(row);
    newestWeights = Optional.of(row);
  }

  synchronized void checkpoint(Checkpoint checkpoint) {
    checkpoints.add(checkpoint);
  }

  /** All of it, for the charts. */
  public synchronized Charts charts() {
    return new Charts(progress.entries(), weights.entries());
  }

  /** The weights that are in force. */
  public synchronized Optional<WeightsRow> newestWeights() {
    return newestWeights;
  }

  /** Checkpoints of all students, oldest first. */
  public synchronized List<Checkpoint> checkpoints() {
    return checkpoints.entries();
  }
}
