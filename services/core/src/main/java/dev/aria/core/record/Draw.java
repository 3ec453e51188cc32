package dev.aria.core.record;

import dev.aria.core.conditioning.Branch;
import java.util.Optional;

/**
 * Everything that fixes one training sample, so that any process can rebuild it.
 *
 * @param ordinal position in the run's sequence of draws, from 0
 * @param branch paired, swapped, null or path
 * @param region region of the condition; {@link #NO_REGION} for the null branch
 * @param prompt where the corpus prompt lies; empty for paired and null
 * @param conditionRow row of the batch's {@code conditions}; {@link #NO_CONDITION} for paired and
 *     null
 * @param latentId row of the paired set whose latent is x0 (and whose prompt a paired draw keeps);
 *     0 for a path draw, which needs none
 * @param timestep t in {0..T-1}
 * @param noiseSeed seed of the Gaussian noise epsilon; of a path draw, its path: seed of its
 *     initial noise
 * @param pathPosition sampler steps before this one on its path; {@link #NO_POSITION} unless a path
 *     draw
 * @param baseProbability pi: share of the region under Random Conditioning, for this branch
 * @param drawProbability p: probability with which the region was drawn, for this branch
 * @param importanceWeight factor on this sample's loss: 1, or base / draw under {@code preserve}
 * @param teacher which of the run's teachers answers: {@link #OWN_TEACHER}, or an expert from 1 on
 */
public record Draw(
    long ordinal,
    Branch branch,
    int region,
    Optional<PromptCoordinate> prompt,
    int conditionRow,
    int latentId,
    int timestep,
    long noiseSeed,
    int pathPosition,
    double baseProbability,
    double drawProbability,
    float importanceWeight,
    int teacher) {
  /** The run's own teacher, which answers all draws whose prompt names no other. */
  public static final int OWN_TEACHER = 0;

  /** Region of a draw that counts for none. */
  public static final int NO_REGION = -1;

  /** Row of a draw whose condition is the paired set's, or null. */
  public static final int NO_CONDITION = -1;

  /** Position of a draw that lies on no path. */
  public static final int NO_POSITION = -1;

  public Draw {
    Checks.atLeast("ordinal", ordinal, 0);
    Checks.atLeast("region", region, NO_REGION);
    Checks.atLeast("condition row", conditionRow, NO_CONDITION);
    Checks.atLeast("latent id", latentId, 0);
    Checks.atLeast("timestep", timestep, 0);
    Checks.within("base probability", baseProbability, 0, 1);
    Checks.within("draw probability", drawProbability, 0, 1);
    Checks.finiteAtLeast("importance weight", importanceWeight, 0);
    Checks.atLeast("path position", pathPosition, NO_POSITION);
    Checks.atLeast("teacher", teacher, OWN_TEACHER);
    if (branch == Branch.NULL && teacher != OWN_TEACHER) {
      throw new IllegalArgumentException(
          "draw %d has no prompt and names teacher %d, must be %d"
              .formatted(ordinal, teacher, OWN_TEACHER));
    }
    boolean ofCorpus = branch == Branch.SWAPPED || branch == Branch.PATH;
    if (ofCorpus != (conditionRow != NO_CONDITION) || ofCorpus != prompt.isPresent()) {
      throw new IllegalArgumentException(
          "a draw names a corpus prompt exactly when it is swapped or on a path");
    }
    if ((branch == Branch.PATH) != (pathPosition != NO_POSITION)) {
      throw new IllegalArgumentException("a draw has a position exactly when it is on a path");
    }
  }

  /** A draw that the run's own teacher answers. */
  public Draw(
      long ordinal,
      Branch branch,
      int region,
      Optional<PromptCoordinate> prompt,
      int conditionRow,
      int latentId,
      int timestep,
      long noiseSeed,
      int pathPosition,
      double baseProbability,
      double drawProbability,
      float importanceWeight) {
    this(
        ordinal,
        branch,
        region,
        prompt,
        conditionRow,
        latentId,
        timestep,
        noiseSeed,
        pathPosition,
        baseProbability,
        drawProbability,
        importanceWeight,
        OWN_TEACHER);
  }

  /** The same draw, answered by {@code other}. */
  public Draw by(int other) {
    return new Draw(
        ordinal,
        branch,
        region,
        prompt,
        conditionRow,
        latentId,
        timestep,
        noiseSeed,
        pathPosition,
        baseProbability,
        drawProbability,
        importanceWeight,
        other);
  }
}
