package dev.aria.core.record;

/**
 * What a sampler decided when a path began, and keeps to until the path ends.
 *
 * @param region region of its prompt
 * @param prompt index of the prompt among those of its region
 * @param seed seed of its initial noise
 * @param baseProbability pi: share of the region under Random Conditioning
 * @param drawProbability p: probability with which the region was drawn
 */
public record PathStart(
    int region, long prompt, long seed, double baseProbability, double drawProbability) {
  public PathStart {
    Checks.atLeast("region", region, 0);
    Checks.atLeast("prompt", prompt, 0);
    Checks.within("base probability", baseProbability, 0, 1);
    Checks.within("draw probability", drawProbability, 0, 1);
  }
}
