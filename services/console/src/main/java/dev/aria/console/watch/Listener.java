package dev.aria.console.watch;

import dev.aria.core.record.RegionMapRecord;

/** Told of what is new in a run, by the one thread that reads it. */
public interface Listener {
  /** Once a second. */
  void flow(RunFlow flow);

  /** New weights are in force. */
  void weights(WeightsRow row);

  /** A student has published a checkpoint. */
  void checkpoint(Checkpoint checkpoint);

  /** The corpus has its regions. */
  void regions(RegionMapRecord map);
}
