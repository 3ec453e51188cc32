package dev.aria.teacher;

import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.PromptCoordinate;

/**
 * One draw among the batches of a job.
 *
 * @param batch the batch that it belongs to
 * @param draw the draw
 */
record Sample(DrawBatch batch, Draw draw) {
  /** What fixes its target. */
  NoiseKey key() {
    return switch (draw.branch()) {
      case NULL -> key(0, false, true);
      case PAIRED -> key(draw.latentId(), true, false);
      case SWAPPED -> key(draw.prompt().map(PromptCoordinate::id).orElseThrow(), false, false);
    };
  }

  private NoiseKey key(long prompt, boolean paired, boolean nulled) {
    return new NoiseKey(prompt, paired, nulled, draw.latentId(), draw.timestep(), draw.noiseSeed());
  }
}
