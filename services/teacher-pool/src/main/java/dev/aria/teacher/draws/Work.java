package dev.aria.teacher.draws;

import dev.aria.core.record.DrawBatch;

/**
 * A draw batch to make targets for, and where it lies in the log.
 *
 * @param partition work partition
 * @param offset offset in it
 * @param draws the draws of one (step, shard)
 */
public record Work(int partition, long offset, DrawBatch draws) {
  /** Samples that it asks for. */
  public int samples() {
    return draws.draws().size();
  }
}
