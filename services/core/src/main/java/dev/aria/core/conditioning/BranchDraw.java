package dev.aria.core.conditioning;

/**
 * What the counters decide about one training sample before its region is known.
 *
 * @param branch where the condition comes from; {@link Branch#NULL} wins over a swap
 * @param latent index into the paired set, uniform
 * @param t timestep
 * @param noiseSeed seed of the noise, for {@link dev.aria.core.random.GaussianNoise}
 */
public record BranchDraw(Branch branch, int latent, int t, long noiseSeed) {}
