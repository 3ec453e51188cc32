package dev.aria.teacher.draws;

import dev.aria.core.record.DrawBatch;

/**
 * A draw batch to make targets for, and where it lies in the log.
 *
 * @param partition work partition
 * @param offset offset in it
 * @param draws the draws of one (step, shard)
 * @param assignment how often the partition had been revoked from this pool when they were read
 */
public record Work(int partition, long offset, DrawBatch draws, long assignment) {
  /** Samples that it asks for. */
  public int samples() {
    return draws.draws().size();
  }
}
