package dev.aria.core.conditioning;

import dev.aria.core.diffusion.TimestepFractions;
import dev.aria.core.random.Purpose;
import dev.aria.core.random.RandomStream;

/**
 * The branch, latent, timestep and noise of each draw under Random Conditioning: t uniform, the
 * prompt swapped with p(t), then nulled with a fixed probability (arXiv 2504.02011, algorithm 1).
 * Everything is a pure function of (run seed, draw ordinal).
 */
public final class RandomConditioning {
  /** Lanes of one visit: one a branch of Random Conditioning. Part of what a run recorded. */
  private static final int BRANCHES = 3;

  /** Largest number of tuples a prompt may cycle through. */
  public static final int MAX_DRAWS_PER_PROMPT = RandomStream.LANES / BRANCHES;

  private final TimestepFractions fractions;
  private final int timesteps;
  private final int latents;
  private final SwapProbability swap;
  private final double nullProbability;
  private final BranchTimesteps byBranch;

  /**
   * @param fractions of the teacher's timesteps
   * @param latents size of the paired set
   * @param nullProbability share of draws that get the null prompt; 0.1 in the paper
   * @throws IllegalArgumentException when a count is not positive or a probability is outside [0,
   *     1]
   */
  public RandomConditioning(
      TimestepFractions fractions, int latents, SwapProbability swap, double nullProbability) {
    if (latents <= 0) {
      throw new IllegalArgumentException("latents must be positive, got " + latents);
    }
    if (!(nullProbability >= 0 && nullProbability <= 1)) {
      throw new IllegalArgumentException(
          "null probability must be in [0, 1], got " + nullProbability);
    }
    this.fractions = fractions;
    this.timesteps = fractions.timesteps();
    this.latents = latents;
    this.swap = swap;
    this.nullProbability = nullProbability;
    this.byBranch = new BranchTimesteps(fractions, swap);
  }

  /** The same for a teacher of {@code timesteps} discrete variances. */
  public RandomConditioning(
      int timesteps, int latents, SwapProbability swap, double nullProbability) {
    this(TimestepFractions.uniform(timesteps), latents, swap, nullProbability);
  }

  /** The draw at {@code ordinal}; always fresh. */
  public BranchDraw draw(long runSeed, long ordinal) {
    int t = RandomStream.of(runSeed, Purpose.TIMESTEP, ordinal).nextInt(timesteps);
    return new BranchDraw(
        branch(runSeed, ordinal, t),
        RandomStream.of(runSeed, Purpose.LATENT, ordinal).nextInt(latents),
        t,
        RandomStream.of(runSeed, Purpose.NOISE_SEED, ordinal).nextLong());
  }

  private Branch branch(long runSeed, long ordinal, int t) {
    if (RandomStream.of(runSeed, Purpose.NULL_CONDITION, ordinal).nextDouble() < nullProbability) {
      return Branch.NULL;
    }
    boolean swapped =
        RandomStream.of(runSeed, Purpose.SWAP, ordinal).nextDouble() < swap.at(fractions.at(t));
    return swapped ? Branch.SWAPPED : Branch.PAIRED;
  }

  /**
   * The draw of a prompt's {@code visit}-th use in {@code branch} when prompts cycle through {@code
   * drawsPerPrompt} fixed tuples, so that a teacher may answer from its cache. t follows the law it
   * has in {@link #draw} given the branch; a paired sample's caller keeps its own latent.
   *
   * @param prompt key of the prompt
   * @param branch one of Random Conditioning's, not {@link Branch#PATH}
   * @param visit how often the prompt was used before, such as its region cursor's wrap count
   * @throws IllegalArgumentException when drawsPerPrompt is outside [1, {@link
   *     #MAX_DRAWS_PER_PROMPT}], the visit is negative or the branch is another
   */
  public BranchDraw reused(
      long runSeed, long prompt, Branch branch, long visit, int drawsPerPrompt) {
    if (drawsPerPrompt < 1 || drawsPerPrompt > MAX_DRAWS_PER_PROMPT || visit < 0) {
      throw new IllegalArgumentException(
          "draws per prompt must be in [1, %d] and visit at least 0, got %d and %d"
              .formatted(MAX_DRAWS_PER_PROMPT, drawsPerPrompt, visit));
    }
    if (branch.code() >= BRANCHES) {
      throw new IllegalArgumentException("Random Conditioning has no branch " + branch);
    }
    int lane = (int) (visit % drawsPerPrompt) * BRANCHES + branch.code();
    double quantile = RandomStream.of(runSeed, Purpose.TIMESTEP_REUSED, prompt, lane).nextDouble();
    return new BranchDraw(
        branch,
        RandomStream.of(runSeed, Purpose.LATENT_REUSED, prompt, lane).nextInt(latents),
        byBranch.timestep(branch, quantile),
        RandomStream.of(runSeed, Purpose.NOISE_SEED_REUSED, prompt, lane).nextLong());
  }

  /** T. */
  public int timesteps() {
    return timesteps;
  }

  /** Share of draws that are swapped, in [0, 1]: mean of p(t), less the null draws. */
  public double swappedShare() {
    return (1 - nullProbability) * byBranch.meanSwapProbability();
  }
}
