package dev.aria.core.record;

import dev.aria.core.conditioning.Branch;
import java.util.Optional;

/**
 * Everything that fixes one training sample, so that any process can rebuild it.
 *
 * @param ordinal position in the run's sequence of draws, from 0
 * @param branch paired, swapped or null condition
 * @param region region of the condition; {@link #NO_REGION} for the null branch
 * @param prompt where the swapped-in corpus prompt lies; empty for paired and null
 * @param conditionRow row of the batch's {@code conditions}; {@link #NO_CONDITION} unless swapped
 * @param latentId row of the paired set whose latent is x0 (and whose prompt a paired draw keeps)
 * @param timestep t in {0..T-1}
 * @param noiseSeed seed of the Gaussian noise epsilon
 * @param baseProbability pi: share of the region under Random Conditioning, for this branch
 * @param drawProbability p: probability with which the region was drawn, for this branch
 * @param importanceWeight factor on this sample's loss: 1, or base / draw under {@code preserve}
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
    double baseProbability,
    double drawProbability,
    float importanceWeight) {
  /** Region of a draw that counts for none. */
  public static final int NO_REGION = -1;

  /** Row of a draw whose condition is the paired set's, or null. */
  public static final int NO_CONDITION = -1;

  public Draw {
    Checks.atLeast("ordinal", ordinal, 0);
    Checks.atLeast("region", region, NO_REGION);
    Checks.atLeast("condition row", conditionRow, NO_CONDITION);
    Checks.atLeast("latent id", latentId, 0);
    Checks.atLeast("timestep", timestep, 0);
    Checks.within("base probability", baseProbability, 0, 1);
    Checks.within("draw probability", drawProbability, 0, 1);
    Checks.finiteAtLeast("importance weight", importanceWeight, 0);
    if ((branch == Branch.SWAPPED) != (conditionRow != NO_CONDITION)
        || (branch == Branch.SWAPPED) != prompt.isPresent()) {
      throw new IllegalArgumentException("a draw names a corpus prompt exactly when it is swapped");
    }
  }
}
