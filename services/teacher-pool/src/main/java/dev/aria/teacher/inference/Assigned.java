package dev.aria.teacher.inference;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.record.DrawBatch;

/**
 * A draw batch to make targets for.
 *
 * @param draws the draws of one (step, shard)
 * @param assignment number of the assignment under which they were read: it grows whenever the
 *     shard's draws may have been another pool's in between
 */
public record Assigned(DrawBatch draws, long assignment) {
  /** Whether some of the draws lie on paths. */
  boolean isOnPaths() {
    return draws.draws().stream().anyMatch(draw -> draw.branch() == Branch.PATH);
  }

  /** {@code draws} of a run that no other pool serves. */
  public static Assigned forGood(DrawBatch draws) {
    return new Assigned(draws, 0);
  }
}
