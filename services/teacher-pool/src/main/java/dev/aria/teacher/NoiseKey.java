package dev.aria.teacher;

/**
 * What fixes one noise target, given the teacher and its guidance: a cache belongs to one teacher
 * at one guidance, so neither needs a field.
 *
 * @param prompt id of the condition: a corpus prompt's id, or the pair's row for a paired draw
 * @param paired whether {@code prompt} is a row of the paired set
 * @param nulled whether the condition is the null one; then {@code prompt} is 0
 * @param latentId row of x0 in the paired set
 * @param timestep t
 * @param noiseSeed seed of epsilon
 */
record NoiseKey(
    long prompt, boolean paired, boolean nulled, int latentId, int timestep, long noiseSeed) {}
