package dev.aria.runtime.settings;

import dev.aria.core.allocation.Objective;
import dev.aria.core.allocation.PolicyName;
import dev.aria.core.allocation.Scope;
import dev.aria.core.conditioning.Branch;
import dev.aria.core.conditioning.PathSchedule;
import dev.aria.core.conditioning.RandomConditioning;
import dev.aria.core.conditioning.SwapProbability;
import dev.aria.core.diffusion.TimestepFractions;
import dev.aria.core.discrepancy.Signal;
import dev.aria.core.record.PolicyConstants;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.region.RegionSource;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What every service of a run must agree on (section {@code aria.run}).
 *
 * @param name name of the run, part of its topics' names
 * @param corpus name of the corpus, part of its topics' names
 * @param seed seed of every draw
 * @param lineage fence; raised when teacher, normaliser or region map change
 * @param steps global steps of the run
 * @param shards V: virtual shards, fixed for the run
 * @param microBatch draws of one (step, shard)
 * @param workPartitions W: partitions of the draws topic. With path draws, the largest divisor of V
 *     up to that: then every draw of a shard lies in one partition, and one teacher goes along its
 *     paths
 * @param maxInFlight most samples drawn and not yet trained
 * @param drawsPerPrompt M of the reuse dial; 0 is always fresh
 * @param teacher the teacher's descriptor file
 * @param experts further teachers by name, which prompts name by their tag; perhaps none
 * @param pairedSet the paired set: a folder of shards, or a single file
 * @param guidance classifier-free guidance of the targets; 1 is none
 * @param halfTargets whether targets are stored as float16 instead of float32
 * @param regions how regions are made
 * @param conditioning Random Conditioning
 * @param paths draws on the teacher's own sampling paths
 * @param allocation who gets how many draws
 * @param probes the probe sets
 */
public record RunSettings(
    String name,
    String corpus,
    long seed,
    long lineage,
    long steps,
    int shards,
    int microBatch,
    int workPartitions,
    long maxInFlight,
    int drawsPerPrompt,
    Path teacher,
    SortedMap<String, Path> experts,
    Path pairedSet,
    double guidance,
    boolean halfTargets,
    Regions regions,
    Conditioning conditioning,
    Paths paths,
    Allocation allocation,
    Probes probes) {
  private static final int USUAL_TIMESTEPS = 1000;

  public RunSettings {
    topicSafe("aria.run.name", name);
    topicSafe("aria.run.corpus", corpus);
    Bounds.atLeast("aria.run.lineage", lineage, 0);
    Bounds.atLeast("aria.run.steps", steps, 1);
    Bounds.atLeast("aria.run.shards", shards, 1);
    Bounds.atLeast("aria.run.micro-batch", microBatch, 1);
    Bounds.atLeast("aria.run.work-partitions", workPartitions, 1);
    Bounds.atLeast("aria.run.max-in-flight", maxInFlight, (long) shards * microBatch);
    Bounds.atLeast("aria.run.draws-per-prompt", drawsPerPrompt, 0);
    experts = NamedPaths.checked("aria.run.experts", experts);
    workPartitions = paths.share() > 0 ? divisor(shards, workPartitions) : workPartitions;
    if (paths.share() > 0 && wholeDraws(paths, microBatch) == 0) {
      throw new IllegalArgumentException(
          "aria.run.paths.share is %s, which is less than half a draw of the %d of aria.run.micro-batch; raise one of them, or set the share to 0"
              .formatted(paths.share(), microBatch));
    }
    double others = 1 - (double) wholeDraws(paths, microBatch) / microBatch;
    if (conditioning.nullProbability() > others) {
      throw new IllegalArgumentException(
          "aria.run.conditioning.null-probability is %s, must be at most %s, the part of the draws that aria.run.paths.share leaves (in whole draws)"
              .formatted(conditioning.nullProbability(), others));
    }
  }

  private static int wholeDraws(Paths paths, int microBatch) {
    return (int) Math.round(paths.share() * microBatch);
  }

  private static int divisor(int of, int most) {
    int divisor = Math.min(of, most);
    while (of % divisor != 0) {
      divisor--;
    }
    return divisor;
  }

  /** Path draws of one (step, shard): the share in whole draws. */
  public int pathDraws() {
    return wholeDraws(paths, microBatch);
  }

  private double pathShare() {
    return (double) pathDraws() / microBatch;
  }

  /**
   * Random Conditioning for the draws that lie on no path. Null draws keep their share of all
   * draws.
   *
   * @param fractions of the teacher's timesteps
   * @param latents size of the paired set
   */
  public RandomConditioning randomConditioning(TimestepFractions fractions, int latents) {
    double nulled =
        pathDraws() == microBatch ? 0 : conditioning.nullProbability() / (1 - pathShare());
    return new RandomConditioning(
        fractions,
        latents,
        SwapProbability.named(conditioning.swap(), conditioning.swapParameter()),
        nulled);
  }

  /**
   * Mean share of {@code branch} among all draws, for a teacher of discrete variances; T hardly
   * matters.
   */
  public double share(Branch branch) {
    TimestepFractions usual = TimestepFractions.uniform(USUAL_TIMESTEPS);
    double swapped = (1 - pathShare()) * randomConditioning(usual, 1).swappedShare();
    return switch (branch) {
      case SWAPPED -> swapped;
      case PATH -> pathShare();
      case PAIRED -> 1 - pathShare() - swapped - conditioning.nullProbability();
      case NULL -> conditioning.nullProbability();
    };
  }

  /** Which path draw is where on which path; empty where no paths are drawn. */
  public Optional<PathSchedule> pathSchedule() {
    return pathDraws() == 0
        ? Optional.empty()
        : Optional.of(new PathSchedule(pathDraws(), paths.length(), shards));
  }

  /** Whether {@code map} is of this corpus and made as the settings say, whatever its encoder. */
  public boolean accepts(RegionMapRecord map) {
    boolean clustered = regions.source() == RegionSource.KMEANS;
    return map.corpus().equals(corpus)
        && map.isClustered() == clustered
        && (!clustered || map.regions() == regions.count());
  }

  /** Work partition of the draws of {@code shard} at {@code step}. */
  public int workPartition(long step, int shard) {
    return (int) (ordinal(step, shard) % workPartitions);
  }

  /** How many (step, shard) come before this one. */
  public long ordinal(long step, int shard) {
    return step * shards + shard;
  }

  /** Samples of one global step. */
  public int batch() {
    return shards * microBatch;
  }

  /**
   * How regions are made.
   *
   * @param source what regions are made from
   * @param count R: number of regions under {@code kmeans}
   * @param sample prompts that {@code kmeans} is fitted on, at most
   */
  public record Regions(RegionSource source, int count, int sample) {
    public Regions {
      Bounds.atLeast("aria.run.regions.count", count, 1);
      Bounds.atLeast("aria.run.regions.sample", sample, count);
    }
  }

  /**
   * Random Conditioning.
   *
   * @param swap {@code exponential}, {@code sigmoid} or {@code constant}
   * @param swapParameter lambda, or the constant
   * @param nullProbability share of draws whose condition is nulled
   */
  public record Conditioning(String swap, double swapParameter, double nullProbability) {
    public Conditioning {
      Bounds.oneOf("aria.run.conditioning.swap", swap, "exponential", "sigmoid", "constant");
      if (!(nullProbability >= 0 && nullProbability < 1)) {
        throw new IllegalArgumentException(
            "aria.run.conditioning.null-probability is %s, must lie in [0, 1)"
                .formatted(nullProbability));
      }
    }
  }

  /**
   * Draws on the teacher's own sampling paths.
   *
   * @param share part of the draws of each (step, shard), rounded to whole draws
   * @param length K: sampler steps of a path, each a sample
   */
  public record Paths(double share, int length) {
    public Paths {
      Bounds.within("aria.run.paths.share", share, 0, 1);
      Bounds.atLeast("aria.run.paths.length", length, 1);
    }
  }

  /**
   * Who gets how many draws.
   *
   * @param policy word of a {@link PolicyName}
   * @param scope which draws follow the weights
   * @param objective what the expected loss stands for
   * @param signal where the discrepancy is taken from
   * @param constants of the policy
   * @param tracker {@code ema} or {@code kalman}
   * @param warmUpSteps steps under the corpus shares before the policy acts
   * @param stepsPerTick global steps that one tick of the statistics covers
   */
  public record Allocation(
      String policy,
      Scope scope,
      Objective objective,
      Signal signal,
      PolicyConstants constants,
      String tracker,
      int warmUpSteps,
      int stepsPerTick) {
    public Allocation {
      Bounds.oneOf(
          "aria.run.allocation.policy",
          policy,
          Arrays.stream(PolicyName.values()).map(PolicyName::label).toArray(String[]::new));
      Bounds.oneOf("aria.run.allocation.tracker", tracker, "ema", "kalman");
      Bounds.atLeast("aria.run.allocation.warm-up-steps", warmUpSteps, 0);
      Bounds.atLeast("aria.run.allocation.steps-per-tick", stepsPerTick, 1);
    }
  }

  /**
   * The probe sets.
   *
   * @param perRegion probes of one region; 0 builds none
   * @param everySteps steps between two scorings of a region
   */
  public record Probes(int perRegion, int everySteps) {
    public Probes {
      Bounds.atLeast("aria.run.probes.per-region", perRegion, 0);
      Bounds.atLeast("aria.run.probes.every-steps", everySteps, 1);
    }
  }

  private static void topicSafe(String key, String value) {
    if (!value.matches("[a-zA-Z0-9_-]{1,60}")) {
      throw new IllegalArgumentException(
          "%s is '%s', may hold only letters, digits, '_' and '-', at most 60"
              .formatted(key, value));
    }
  }
}
