package dev.aria.streamer;

import dev.aria.core.record.ControlRecord;
import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.runtime.settings.RunSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the control topic has said so far: the weights in force, and whether drawing is allowed. A
 * record for another run, lineage or region map, or of an older version, changes nothing.
 */
final class ControlView {
  private static final Logger LOG = LoggerFactory.getLogger(ControlView.class);

  private final RunSettings run;
  private final RegionMapRecord map;
  private Steering steering;
  private boolean paused;
  private boolean stopped;
  private long refused;

  ControlView(RunSettings run, RegionMapRecord map, Steering natural) {
    this.run = run;
    this.map = map;
    this.steering = natural;
  }

  void apply(ControlRecord record) {
    if (!record.run().equals(run.name())) {
      refuse("it is for run '%s', this is '%s'".formatted(record.run(), run.name()));
      return;
    }
    if (record instanceof SamplingWeights weights) {
      apply(weights);
    } else if (record instanceof RunCommand command) {
      apply(command);
    }
  }

  private void apply(SamplingWeights weights) {
    if (weights.lineage() != run.lineage()
        || !weights.regionMapDigest().equals(map.digest())
        || weights.regions().size() != map.regions()) {
      refuse(
          "weights %s are for lineage %d, map %s; this sampler has lineage %d, map %s"
              .formatted(
                  weights.version(),
                  weights.lineage(),
                  weights.regionMapDigest(),
                  run.lineage(),
                  map.digest()));
    } else if (weights.version().compareTo(steering.version()) <= 0) {
      refuse("weights %s after %s".formatted(weights.version(), steering.version()));
    } else {
      steering = Steering.of(weights);
    }
  }

  private void apply(RunCommand command) {
    LOG.info("{} from {}", command.kind(), command.issuer());
    switch (command.kind()) {
      case PAUSE -> paused = true;
      case STOP -> stopped = true;
      case RESUME -> {
        paused = false;
        stopped = false;
      }
      case CHECKPOINT -> {}
    }
  }

  private void refuse(String reason) {
    refused++;
    LOG.warn("control record refused: {}", reason);
  }

  /** Weights to draw under. */
  Steering steering() {
    return steering;
  }

  /** Whether an operator wants no draws, for now or for good. */
  boolean holds() {
    return paused || stopped;
  }

  /** Whether an operator has ended the run; a later resume takes it back. */
  boolean stopped() {
    return stopped;
  }

  /** Records that changed nothing. */
  long refused() {
    return refused;
  }
}
