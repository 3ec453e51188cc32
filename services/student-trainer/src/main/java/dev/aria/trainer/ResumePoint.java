package dev.aria.trainer;

import dev.aria.core.record.WeightsVersion;
import java.util.Collections;
import java.util.List;

/**
 * Where training goes on.
 *
 * @param nextStep first step not yet trained
 * @param nextOffsets by shard: reading on from there gives every target of that step and later
 * @param weights latest weights version trained under
 */
record ResumePoint(long nextStep, List<Long> nextOffsets, WeightsVersion weights) {
  ResumePoint {
    nextOffsets = List.copyOf(nextOffsets);
  }

  /** The beginning of a log of {@code shards} shards. */
  static ResumePoint beginning(int shards) {
    return new ResumePoint(0, Collections.nCopies(shards, 0L), WeightsVersion.INITIAL);
  }

  /** After {@code step}. */
  ResumePoint after(GlobalStep step) {
    WeightsVersion latest = step.weights().compareTo(weights) > 0 ? step.weights() : weights;
    return new ResumePoint(step.step() + 1, step.nextOffsets(), latest);
  }
}
