package dev.aria.core.discrepancy;

import dev.aria.core.record.DiscrepancySum;
import java.util.List;

/** Where the estimates take the discrepancy from. */
public enum Signal {
  /** The training samples themselves: free. */
  TRAINING {
    @Override
    List<DiscrepancySum> of(Tick tick) {
      return tick.training();
    }
  },
  /**
   * A few prompts a region whose latents the teacher sampled itself, with fixed timestep and noise.
   */
  PROBE {
    @Override
    List<DiscrepancySum> of(Tick tick) {
      return tick.probes();
    }
  };

  abstract List<DiscrepancySum> of(Tick tick);
}
