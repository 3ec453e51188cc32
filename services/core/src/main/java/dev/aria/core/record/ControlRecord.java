package dev.aria.core.record;

import java.util.List;

/** What travels on a run's control topic. */
public sealed interface ControlRecord {
  /** Name of the run. */
  String run();

  /**
   * Sampling weights of every region.
   *
   * @param version term and number; both only grow
   * @param lineage fence of the reports behind it
   * @param regionMapDigest map that the regions refer to
   * @param policy name of the allocation policy
   * @param constants what that policy was set to
   * @param tick last tick folded in
   * @param theta strength left by the guard, in [0, 1]
   * @param regions one entry a region, by index; swapped weights sum to 1, and so do the paired
   */
  record SamplingWeights(
      String run,
      WeightsVersion version,
      long lineage,
      String regionMapDigest,
      String policy,
      PolicyConstants constants,
      long tick,
      double theta,
      List<RegionWeight> regions)
      implements ControlRecord {
    public SamplingWeights {
      Checks.filled("run", run);
      Checks.filled("region map digest", regionMapDigest);
      Checks.filled("policy", policy);
      Checks.atLeast("tick", tick, 0);
      Checks.within("theta", theta, 0, 1);
      regions = List.copyOf(regions);
      double total = regions.stream().mapToDouble(RegionWeight::swapped).sum();
      Checks.within("sum of the swapped weights", total, 1 - 1e-6, 1 + 1e-6);
    }
  }

  /**
   * An operator's order to the services of a run.
   *
   * @param kind what to do
   * @param issuer who asked, for the log
   */
  record RunCommand(String run, Kind kind, String issuer) implements ControlRecord {
    /** What an operator may ask for. */
    public enum Kind {
      /** The sampler stops drawing; everything in flight is trained. */
      PAUSE,
      /** The sampler goes on. */
      RESUME,
      /** Trainers write a checkpoint at the next step. */
      CHECKPOINT,
      /** The sampler stops, trainers write a checkpoint and stop. */
      STOP
    }

    public RunCommand {
      Checks.filled("run", run);
      Checks.filled("issuer", issuer);
    }
  }
}
