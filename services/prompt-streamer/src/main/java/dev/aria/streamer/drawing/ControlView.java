package dev.aria.streamer.drawing;

import dev.aria.core.record.ControlRecord;
import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.runtime.control.StandingOrders;
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
  private BranchWeights weights;
  private final StandingOrders orders = new StandingOrders();
  private long refused;

  ControlView(RunSettings run, RegionMapRecord map, BranchWeights natural) {
    this.run = run;
    this.map = map;
    this.weights = natural;
  }

  void apply(ControlRecord record) {
    if (!record.run().equals(run.name())) {
      refuse("it is for run '%s', this is '%s'".formatted(record.run(), run.name()));
      return;
    }
    if (record instanceof SamplingWeights published) {
      apply(published);
    } else if (record instanceof RunCommand command) {
      apply(command);
    }
  }

  private void apply(SamplingWeights published) {
    if (published.lineage() != run.lineage()
        || !published.regionMapDigest().equals(map.digest())
        || published.regions().size() != map.regions()) {
      refuse(
          "weights %s are for lineage %d, map %s; this sampler has lineage %d, map %s"
              .formatted(
                  published.version(),
                  published.lineage(),
                  published.regionMapDigest(),
                  run.lineage(),
                  map.digest()));
    } else if (published.version().compareTo(weights.version()) <= 0) {
      refuse("weights %s after %s".formatted(published.version(), weights.version()));
    } else {
      weights = BranchWeights.of(published);
    }
  }

  private void apply(RunCommand command) {
    LOG.info("{} from {}", command.kind(), command.issuer());
    orders.apply(command);
  }

  private void refuse(String reason) {
    refused++;
    LOG.warn("control record refused: {}", reason);
  }

  /** Weights to draw under. */
  BranchWeights weights() {
    return weights;
  }

  /** Whether an operator wants no draws, for now or for good. */
  boolean holds() {
    return orders.hold();
  }

  /** Whether an operator has ended the run; a later resume takes it back. */
  boolean stopped() {
    return orders.stop().isPresent();
  }

  /** Records that changed nothing. */
  long refused() {
    return refused;
  }
}
