package dev.aria.allocator;

import dev.aria.core.allocation.Allocation;
import dev.aria.core.allocation.AllocationInput;
import dev.aria.core.allocation.AllocationPolicy;
import dev.aria.core.allocation.PolicyName;
import dev.aria.core.allocation.RegionVector;
import dev.aria.core.allocation.Scope;
import dev.aria.core.conditioning.Branch;
import dev.aria.core.discrepancy.DiscrepancySummary;
import dev.aria.core.discrepancy.RegionDiscrepancy;
import dev.aria.core.discrepancy.Signal;
import dev.aria.core.discrepancy.Statistics;
import dev.aria.core.discrepancy.StatisticsFold;
import dev.aria.core.discrepancy.Tracker;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.RegionWeight;
import dev.aria.core.record.WeightsVersion;
import dev.aria.runtime.settings.RunSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The run's statistics and sampling rule, put together from its settings. */
final class WeightsMaker {
  private final RunSettings run;
  private final RegionMapRecord map;
  private final RegionVector pairShares;
  private final Scope scope;
  private final StatisticsFold fold;
  private final AllocationPolicy policy;

  /**
   * @param pairShares pi': share of each region in the paired set
   */
  WeightsMaker(RunSettings run, RegionMapRecord map, RegionVector pairShares) {
    this(run, map, pairShares, UnaryOperator.identity());
  }

  /**
   * @param rule what takes the place of the sampling rule that the run asks for
   */
  WeightsMaker(
      RunSettings run,
      RegionMapRecord map,
      RegionVector pairShares,
      UnaryOperator<AllocationPolicy> rule) {
    RunSettings.Allocation settings = run.allocation();
    this.run = run;
    this.map = map;
    this.pairShares = pairShares;
    this.scope = settings.scope();
    this.fold =
        new StatisticsFold(
            Tracker.named(settings.tracker(), dependent()),
            settings.signal(),
            scope.steered(),
            map.groups());
    this.policy =
        rule.apply(
            PolicyName.of(settings.policy())
                .policy(
                    settings.constants(), settings.warmUpSteps(), map.regions(), steeredDraws()));
  }

  /** The steps of a path tell of one prompt, and one after the other, as one sample does. */
  private int dependent() {
    boolean ofPaths =
        run.allocation().signal() == Signal.TRAINING
            && scope.steered().equals(Set.of(Branch.PATH))
            && run.paths().share() > 0;
    return ofPaths ? run.paths().length() : 1;
  }

  /** Draws of a global step that follow the weights, on average. */
  private int steeredDraws() {
    double share = scope.steered().stream().mapToDouble(run::share).sum();
    return (int) Math.max(1, Math.round(share * run.batch()));
  }

  StatisticsFold fold() {
    return fold;
  }

  /** Before the first report. */
  Statistics initial() {
    return Statistics.initial(run.lineage(), map.digest(), map.regions());
  }

  /** The weights that {@code statistics} call for, as {@code version}. */
  SamplingWeights weights(Statistics statistics, WeightsVersion version) {
    DiscrepancySummary summary = fold.summary(statistics);
    long steps = statistics.nextStep(run.allocation().stepsPerTick());
    AllocationInput input = AllocationInput.of(RegionVector.of(map.shares()), summary, steps);
    Allocation allocation = policy.weights(input);
    boolean steers = !allocation.weights().equals(input.base());
    RegionVector paired =
        steers
            ? scope.paired(
                allocation.weights(), pairShares, run.allocation().constants().naturalShare())
            : pairShares.normalised(); // Random Conditioning draws its pairs uniformly
    List<RegionWeight> regions = new ArrayList<>(map.regions());
    RegionVector swapped = scope.ofCorpus(Branch.SWAPPED, allocation.weights(), input.base());
    RegionVector path = scope.ofCorpus(Branch.PATH, allocation.weights(), input.base());
    for (int region = 0; region < map.regions(); region++) {
      RegionDiscrepancy seen = summary.regions().get(region);
      regions.add(
          new RegionWeight(
              swapped.get(region),
              paired.get(region),
              path.get(region),
              seen.ratio(),
              seen.elasticity(),
              seen.samples()));
    }
    return new SamplingWeights(
        run.name(),
        version,
        run.lineage(),
        map.digest(),
        run.allocation().policy(),
        run.allocation().constants(),
        Math.max(0, statistics.nextTick() - 1),
        allocation.theta(),
        regions);
  }
}
