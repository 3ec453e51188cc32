package dev.aria.teacher.cache;

import dev.aria.core.record.Draw;
import dev.aria.core.record.PromptCoordinate;

/**
 * What fixes one target, given the run's teachers and their guidance: a cache belongs to one run,
 * so neither needs a field.
 *
 * @param prompt id of the condition: a corpus prompt's id, or the pair's row for a paired draw
 * @param paired whether {@code prompt} is a row of the paired set
 * @param nulled whether the condition is the null one; then {@code prompt} is 0
 * @param latentId row of x0 in the paired set; -1 for a draw on a path, which has none
 * @param timestep t
 * @param noiseSeed seed of epsilon
 * @param teacher which of the run's teachers answers: a prompt may come under several
 */
record TargetKey(
    long prompt,
    boolean paired,
    boolean nulled,
    int latentId,
    int timestep,
    long noiseSeed,
    int teacher) {
  /** What fixes the target of {@code draw}. */
  static TargetKey of(Draw draw) {
    return switch (draw.branch()) {
      case NULL -> of(draw, 0, false, true);
      case PAIRED -> of(draw, draw.latentId(), true, false);
      case PATH -> onPath(draw, draw.prompt().map(PromptCoordinate::id).orElseThrow());
      case SWAPPED -> of(draw, draw.prompt().map(PromptCoordinate::id).orElseThrow(), false, false);
    };
  }

  private static TargetKey onPath(Draw draw, long prompt) {
    return new TargetKey(
        prompt, false, false, -1, draw.timestep(), draw.noiseSeed(), draw.teacher());
  }

  private static TargetKey of(Draw draw, long prompt, boolean paired, boolean nulled) {
    return new TargetKey(
        prompt, paired, nulled, draw.latentId(), draw.timestep(), draw.noiseSeed(), draw.teacher());
  }
}
