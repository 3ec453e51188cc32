package dev.aria.trainer.run;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What the trainer counts. Thread-safe. */
public final class TrainerMetrics {
  private final Counter samples;
  private final Counter duplicates;
  private final Counter refused;
  private final DistributionSummary losses;
  private final Timer steps;
  private final Timer waits;
  private final Timer checkpoints;
  private final Timer copies;
  private final Counter checkpointsMissed;
  private final AtomicLong shards = new AtomicLong();
  private final AtomicLong stepsDone = new AtomicLong();
  private volatile double outputVariance = Double.NaN;
  private volatile double guidedDifference = Double.NaN;

  public TrainerMetrics(MeterRegistry registry) {
    this.samples = registry.counter("aria.trainer.samples");
    this.duplicates = registry.counter("aria.trainer.duplicates");
    this.refused = registry.counter("aria.trainer.refused");
    this.losses =
        DistributionSummary.builder("aria.trainer.loss")
            .description("Mean weighted loss of one (step, shard)")
            .register(registry);
    this.steps = registry.timer("aria.trainer.steps");
    this.waits = registry.timer("aria.trainer.waits");
    this.checkpoints = registry.timer("aria.trainer.checkpoints");
    this.copies = registry.timer("aria.trainer.checkpoint.copies");
    this.checkpointsMissed = registry.counter("aria.trainer.checkpoints.missed");
    Gauge.builder("aria.trainer.shards", shards, AtomicLong::doubleValue)
        .strongReference(true)
        .register(registry);
    Gauge.builder("aria.trainer.steps.done", stepsDone, AtomicLong::doubleValue)
        .strongReference(true)
        .register(registry);
    Gauge.builder("aria.trainer.output.variance", () -> outputVariance).register(registry);
    Gauge.builder("aria.trainer.guided.difference", () -> guidedDifference).register(registry);
  }

  /**
   * How the student's outputs stand at the last look.
   *
   * @param variance theirs, as part of the teacher's
   * @param difference root mean square of what a prompt changes in them, as part of theirs
   */
  public void outputs(double variance, double difference) {
    outputVariance = variance;
    guidedDifference = difference;
  }

  /** One step over {@code count} samples took {@code time}; {@code done} are done in all. */
  public void trained(int count, Duration time, long done) {
    samples.increment(count);
    steps.record(time);
    stepsDone.set(done);
  }

  /** A (step, shard) that this process computed had {@code loss}. */
  public void loss(double loss) {
    losses.record(loss);
  }

  /** The student waited {@code time} for targets. */
  public void waited(Duration time) {
    waits.record(time);
  }

  /** A trainer of this process is assigned {@code count} shards, where it had {@code before}. */
  public void assigned(int before, int count) {
    shards.addAndGet((long) count - before);
  }

  /** Training stood still for {@code time} while a checkpoint's content was copied. */
  public void copied(Duration time) {
    copies.record(time);
  }

  /** A checkpoint could not be written. */
  public void checkpointMissed() {
    checkpointsMissed.increment();
  }

  /** A checkpoint was announced {@code time} after it was due. */
  public void checkpointed(Duration time) {
    checkpoints.record(time);
  }

  /** A target of a (step, shard) that was there already. */
  public void duplicate() {
    duplicates.increment();
  }

  /** A target of another run, or with another shape. */
  public void refused() {
    refused.increment();
  }
}
