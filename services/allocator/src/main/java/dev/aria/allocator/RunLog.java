package dev.aria.allocator;

import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.ControlRecord;
import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.WeightsVersion;
import dev.aria.runtime.control.StandingOrders;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the run's control and checkpoint topics: which weights were published, and its end. */
final class RunLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);
  private static final long NONE = -1;

  private final RunSettings run;
  private final String regionMapDigest;
  private final TopicReader<ControlRecord> control;
  private final TopicReader<CheckpointPublished> checkpoints;
  private WeightsVersion last = WeightsVersion.INITIAL;
  private long lastTick = NONE;
  private final StandingOrders orders = new StandingOrders();
  private boolean complete;

  RunLog(Cluster cluster, RunSettings run, String regionMapDigest) {
    this.run = run;
    this.regionMapDigest = regionMapDigest;
    this.control = cluster.reader(Topics.control(run), List.of(0));
    this.checkpoints = cluster.reader(Topics.checkpoints(run), List.of(0));
  }

  /** Reads what has come since the last call, without waiting. */
  void follow() {
    control.poll(Duration.ZERO).forEach(record -> take(record.value()));
    checkpoints.poll(Duration.ZERO).forEach(record -> take(record.value()));
  }

  /** Reads the control topic up to where it ends now. */
  void catchUp() {
    control.readToEnd(record -> take(record.value()));
  }

  private void take(ControlRecord record) {
    if (!record.run().equals(run.name())) {
      LOG.warn(
          "a control record of run '{}' is ignored, this allocator serves run '{}'",
          record.run(),
          run.name());
      return;
    }
    if (record instanceof SamplingWeights weights) {
      if (weights.version().compareTo(last) > 0) {
        last = weights.version();
      }
      if (weights.lineage() == run.lineage() && weights.regionMapDigest().equals(regionMapDigest)) {
        lastTick = Math.max(lastTick, weights.tick());
      }
    } else if (record instanceof RunCommand command) {
      orders.apply(command);
    }
  }

  private void take(CheckpointPublished checkpoint) {
    if (!checkpoint.last() || !checkpoint.lead() || !checkpoint.run().equals(run.name())) {
      return;
    }
    complete |= checkpoint.endsRunOf(run.steps());
    if (!checkpoint.endsRunOf(run.steps())) {
      LOG.info(
          "run '{}' has been made longer: student '{}' ended it after {} steps, it now has {};"
              + " steering goes on",
          run.name(),
          checkpoint.student(),
          checkpoint.step(),
          run.steps());
    }
  }

  /** Version of the last weights published; the next must be higher. */
  WeightsVersion last() {
    return last;
  }

  /** Last tick that weights were published after, in this lineage and map; -1 before any. */
  long lastTick() {
    return lastTick;
  }

  /** Whether the lead student, which steers the run, has learned all of its steps. */
  boolean complete() {
    return complete;
  }

  /** Whether an operator has stopped the run, or it is {@link #complete}. */
  boolean ended() {
    return orders.stop().isPresent() || complete;
  }

  @Override
  public void close() {
    try (checkpoints) {
      control.close();
    }
  }
}
